namespace Kalends.Recurrence.Clocks;

/// <summary>
/// Cuts local time into spans that are read with one offset: a time that occurs twice means the first, one that does not occur is
/// read with the offset before the gap (RFC 5545, 3.3.5). Any number of changes may lie within hours of each other.
/// </summary>
internal static class LocalSpans
{
    /// <param name="intervals">All of UTC, ascending.</param>
    internal static LocalSpan[] Of(List<OffsetSpan> intervals)
    {
        var pieces = Pieces(intervals);
        return [.. Cut(pieces, [.. Tangles(pieces).SelectMany(tangle => new[] { tangle.First, tangle.End })])];
    }

    private static List<LocalSpan> Pieces(List<OffsetSpan> intervals)
    {
        var cuts = new SortedSet<long>();
        foreach (var interval in intervals)
        {
            cuts.Add(interval.LocalStart);
            cuts.Add(interval.LocalEnd);
        }
        var pieces = new List<LocalSpan>();
        var near = 0;
        foreach (var cut in cuts)
        {
            if (pieces.Count > 0)
                pieces[^1] = pieces[^1] with { End = cut };
            while (intervals[near].LocalEnd < cut - ClockTable.Reach)
                near++;
            var offset = OffsetAt(intervals, near, cut);
            if (pieces.Count == 0 || pieces[^1].Offset != offset)
                pieces.Add(new LocalSpan(cut, cut, offset, false));
        }
        return pieces;
    }

    private static int OffsetAt(List<OffsetSpan> intervals, int near, long local)
    {
        var first = near;
        while (first + 1 < intervals.Count && intervals[first].LocalEnd <= local)
            first++;
        if (intervals[first].LocalStart <= local)
            return intervals[first].Offset;
        // A gap; but the time may occur after all, where clocks go back again soon.
        for (var later = first + 1; later < intervals.Count && intervals[later].Start <= local + ClockTable.Reach; later++)
        {
            if (intervals[later].LocalStart <= local && local < intervals[later].LocalEnd)
                return intervals[later].Offset;
        }
        return intervals[first - 1].Offset;
    }

    // The spans of UTC in which two pieces meet or change places, ascending and apart.
    private static List<(long First, long End)> Tangles(List<LocalSpan> pieces)
    {
        var tangles = new List<(long First, long End)>();
        for (var later = 1; later < pieces.Count; later++)
        {
            for (var earlier = later - 1; earlier >= 0 && pieces[earlier].End > pieces[later].Start - ClockTable.Reach; earlier--)
            {
                if (pieces[later].UtcStart < pieces[earlier].UtcEnd)
                    tangles.Add((pieces[later].UtcStart, pieces[earlier].UtcEnd));
            }
        }
        return Merged(tangles.Order());
    }

    private static List<(long First, long End)> Merged(IEnumerable<(long First, long End)> tangles)
    {
        var merged = new List<(long First, long End)>();
        foreach (var tangle in tangles)
        {
            if (merged.Count > 0 && tangle.First <= merged[^1].End)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].End, tangle.End));
            else
                merged.Add(tangle);
        }
        return merged;
    }

    // Bounds are the first second of a tangle and the first behind it, by turns.
    private static IEnumerable<LocalSpan> Cut(List<LocalSpan> pieces, long[] bounds)
    {
        foreach (var piece in pieces)
        {
            var found = Array.BinarySearch(bounds, piece.UtcStart);
            var next = found >= 0 ? found + 1 : ~found;
            var start = piece.Start;
            for (; next < bounds.Length && bounds[next] < piece.UtcEnd; next++)
            {
                var end = bounds[next] + piece.Offset;
                yield return new LocalSpan(start, end, piece.Offset, next % 2 == 1);
                start = end;
            }
            yield return new LocalSpan(start, piece.End, piece.Offset, next % 2 == 1);
        }
    }
}
