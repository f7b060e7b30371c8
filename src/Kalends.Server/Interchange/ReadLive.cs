using System.Runtime.CompilerServices;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Events;

namespace Kalends.Server.Interchange;

/// <summary>All live events of a calendar, each once, in the order of their last change.</summary>
internal sealed class ReadLive(IEventStore events)
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<Event> Run(CalendarId calendar, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // What changes meanwhile moves to the feed's end and would come again.
        var seen = new HashSet<EventId>();
        for (long after = 0; ;)
        {
            var page = await events.ReadChanges(calendar, after, PageSize, cancellation);
            foreach (var change in page.Items)
            {
                if (change.Event.IsLive && seen.Add(change.Event.Id)) yield return change.Event;
            }
            if (!page.HasMore) yield break;
            after = page.Items[^1].Sequence;
        }
    }
}
