using System.Runtime.CompilerServices;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Events;

namespace Kalends.Server.Interchange;

/// <summary>All live events of a calendar, each once, in the order of their last change.</summary>
internal sealed class ReadLive(IEventStore events)
{
    private const int PageSize = 500;

    /// <summary>What follows the place, which moves on with each event.</summary>
    public async IAsyncEnumerable<Event> Run(CalendarId calendar, LivePlace place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await events.ReadChanges(calendar, place.Sequence, PageSize, cancellation);
            foreach (var change in page.Items)
            {
                place.Sequence = change.Sequence;
                if (change.Event.IsLive && place.Seen.Add(change.Event.Id)) yield return change.Event;
            }
            if (!page.HasMore) yield break;
        }
    }
}

/// <summary>How far a calendar has been read.</summary>
internal sealed class LivePlace
{
    public long Sequence { get; set; }

    /// <summary>What changes meanwhile moves to the feed's end and would come again.</summary>
    public HashSet<EventId> Seen { get; init; } = [];

    public LivePlace Copy() => new() { Sequence = Sequence, Seen = [.. Seen] };
}
