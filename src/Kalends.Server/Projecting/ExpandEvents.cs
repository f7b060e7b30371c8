using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>What of a range is to be expanded live.</summary>
/// <param name="Range">The range.</param>
/// <param name="WithSeries">Whether all series of the calendar are.</param>
/// <param name="Unprojected">Events that are in any case, because the index is behind on them.</param>
internal sealed record LiveQuery(RangeQuery Range, bool WithSeries, ImmutableArray<EventId> Unprojected);

/// <summary>Expands events of a calendar over a range, without the index.</summary>
internal sealed class ExpandEvents(StorageSet storage, DomainRules rules, ILogger<ExpandEvents> log)
{
    private const int BatchSize = 500;

    /// <summary>
    /// Adds the occurrences to <paramref name="first"/> and tells which events they are of; what the index says of those is void.
    /// </summary>
    public async ValueTask<HashSet<EventId>> Run(LiveQuery query, FirstOccurrences first, CancellationToken cancellation)
    {
        var seen = new HashSet<EventId>(query.Unprojected);
        foreach (var batch in query.Unprojected.Chunk(BatchSize))
        {
            var events = await storage.Events.FindMany(query.Range.Calendar.Id, batch, cancellation);
            foreach (var @event in events) Expand(query.Range, @event, first);
        }
        if (query.WithSeries) await ExpandSeries(query.Range, first, seen, cancellation);
        return seen;
    }

    /// <summary>
    /// The event's occurrences in the range, or none where it cannot be expanded: one poisoned event never fails a whole query.
    /// </summary>
    public void Expand(RangeQuery range, Event @event, FirstOccurrences first)
    {
        // Whatever starts before the last page's end was on it, so that a later page of a long range costs no more than the first.
        var from = range.After is { } after && after.Start > range.From ? after.Start : range.From;
        try
        {
            var expansion = new EventExpansion(rules, range.Calendar.TimeZone, @event);
            first.Add(expansion.Overlapping(from, range.To).Where(found => IsWanted(range, found)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.CannotExpand(@event.CalendarId, @event.Id, exception);
        }
    }

    private async Task ExpandSeries(RangeQuery range, FirstOccurrences first, HashSet<EventId> seen, CancellationToken cancellation)
    {
        for (EventId? after = null; ;)
        {
            var page = await storage.Events.ReadSeries(range.Calendar.Id, after, BatchSize, cancellation);
            foreach (var series in page.Items)
            {
                if (seen.Add(series.Id)) Expand(range, series, first);
            }
            if (!page.HasMore) return;
            after = page.Items[^1].Id;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static bool IsWanted(RangeQuery range, Occurrence occurrence) =>
        (range.WithCancelled || occurrence.Face.Status != EventStatus.Cancelled)
        && !(range.After is { } after && new OccurrenceKey(occurrence.Times.Start, occurrence.Id).CompareTo(after) <= 0);
}
