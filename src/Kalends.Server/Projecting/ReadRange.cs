using Kalends.Domain.Occurrences;
using Kalends.Storage;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>
/// The occurrences of a range: from the index where it knows the whole range, else the index' single events merged with a live
/// expansion of what it does not know. Both give the same occurrences in the same order.
/// </summary>
internal sealed class ReadRange(StorageSet storage, ExpandEvents expand)
{
    private const int Attempts = 3;

    public async ValueTask<RangePage> Run(RangeQuery query, CancellationToken cancellation)
    {
        var page = await ReadIndex(query, query.After, cancellation);
        if (page.Unprojected.IsEmpty && page.Covered.Covers(query)) return new RangePage(page.Items, page.HasMore, page.Sequence);
        var answer = await Merge(query, page, cancellation);
        // The parts are read one after the other: if the calendar changed meanwhile, they may not belong together.
        for (var attempt = 1; attempt < Attempts && await ReadNewest(query, cancellation) != page.Sequence; attempt++)
        {
            page = await ReadIndex(query, query.After, cancellation);
            answer = await Merge(query, page, cancellation);
        }
        return answer;
    }

    /// <summary>The calendar's newest sequence.</summary>
    public ValueTask<long> ReadSequence(RangeQuery query, CancellationToken cancellation) =>
        storage.Events.ReadSequence(query.Calendar.Id, cancellation);

    /// <summary>The sequence as the store has it now: a copy may be from before a change that is being answered.</summary>
    private async ValueTask<long> ReadNewest(RangeQuery query, CancellationToken cancellation) =>
        (await storage.Events.ReadChanges(query.Calendar.Id, long.MaxValue, 1, cancellation)).Head;

    private async ValueTask<RangePage> Merge(RangeQuery query, OccurrencePage page, CancellationToken cancellation)
    {
        var first = new FirstOccurrences(query.Limit);
        var isCovered = page.Covered.Covers(query);
        var live = new LiveQuery(query, WithSeries: !isCovered, page.Unprojected);
        var expanded = await expand.Run(live, first, cancellation);
        await AddIndexed(query, page, first, occurrence =>
            !expanded.Contains(occurrence.EventId) && (isCovered || !occurrence.Face.Recurring), cancellation);
        return new RangePage(first.InOrder(), first.HasMore, page.Sequence);
    }

    private async Task AddIndexed(
        RangeQuery query, OccurrencePage page, FirstOccurrences first, Func<Occurrence, bool> isCurrent, CancellationToken cancellation)
    {
        for (var found = 0; ;)
        {
            var known = page.Items.Where(isCurrent).ToList();
            first.Add(known);
            found += known.Count;
            if (!page.HasMore || found > query.Limit) return;
            page = await ReadIndex(query, KeyOf(page.Items[^1]), cancellation);
        }
    }

    private ValueTask<OccurrencePage> ReadIndex(RangeQuery query, OccurrenceKey? after, CancellationToken cancellation) =>
        storage.Occurrences.Read(
            new OccurrenceQuery(query.Calendar.Id, query.From, query.To)
            {
                After = after,
                Limit = query.Limit,
                WithCancelled = query.WithCancelled,
            },
            cancellation);

    private static OccurrenceKey KeyOf(Occurrence occurrence) => new(occurrence.Times.Start, occurrence.Id);
}
