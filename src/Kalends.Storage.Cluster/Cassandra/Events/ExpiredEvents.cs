using System.Collections.Immutable;
using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Finds events that went before an instant.</summary>
internal sealed class ExpiredEvents(EventRows events, ExpiringRows rows)
{
    public async Task<ImmutableArray<Event>> Find(Instant before, int limit, CancellationToken cancellation)
    {
        var found = new List<(Instant At, Event Event)>();
        await foreach (var some in rows.Read(before, Math.Max(limit, 100), cancellation))
        {
            foreach (var calendar in some.GroupBy(row => row.Calendar))
            {
                var stored = await events.FindMany(calendar.Key, [.. calendar.Select(row => row.Event)], cancellation);
                found.AddRange(calendar.Where(row => stored.GetValueOrDefault(row.Event)?.State.GoneAt == row.GoneAt)
                    .Select(row => (row.GoneAt, stored[row.Event].Event)));
            }
            if (found.Count >= limit) break;
        }
        return [.. found.OrderBy(gone => gone.At).Take(limit).Select(gone => gone.Event)];
    }
}
