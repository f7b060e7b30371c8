using Kalends.Domain.Conflicts;
using Kalends.Server.Projecting;

namespace Kalends.Server.Features.Events;

/// <summary>How many of the conflicts that <see cref="FindConflicts"/> lists each event is in.</summary>
internal sealed class CountConflicts(ReadBusy read)
{
    /// <returns>By event, those without any left out; null where <see cref="FindConflicts"/> would refuse to list so many.</returns>
    public async Task<IReadOnlyDictionary<EventId, int>?> Run(BusyRange asked, CancellationToken cancellation)
    {
        var counts = new Dictionary<EventId, int>();
        var total = 0;
        foreach (var conflict in BusyTime.Conflicts(await read.Run(asked, cancellation), item => item.Occurrence))
        {
            if (++total > FindConflicts.Most) return null;
            var (first, second) = (conflict.First.Occurrence.EventId, conflict.Second.Occurrence.EventId);
            counts[first] = counts.GetValueOrDefault(first) + 1;
            if (second != first) counts[second] = counts.GetValueOrDefault(second) + 1;
        }
        return counts;
    }
}
