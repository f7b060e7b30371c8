using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>
/// A set of months, kept short: beyond a number of ranges it also holds months that were never added, so it tells where to look.
/// </summary>
internal sealed record MonthRanges(ImmutableArray<(int First, int Last)> Ranges)
{
    private const int MostRanges = 32;
    private const int MonthsInYear = 12;

    public static MonthRanges None { get; } = new([]);

    public static int MonthOf(Instant at)
    {
        LocalDate date = at.InUtc().Date;
        return (date.Year * MonthsInYear) + date.Month - 1;
    }

    /// <summary>Those within the bounds, inclusive.</summary>
    public IEnumerable<int> Within(int first, int last)
    {
        foreach ((int begin, int end) in Ranges)
            for (int month = Math.Max(begin, first); month <= Math.Min(end, last); month++)
                yield return month;
    }

    public MonthRanges Add(IEnumerable<int> months)
    {
        List<int> missing = [.. months.Where(month => !Contains(month)).Distinct()];
        if (missing.Count == 0) return this;
        var merged = new List<(int First, int Last)>();
        foreach ((int first, int last) in Ranges.Concat(missing.Select(month => (month, month))).Order())
            if (merged.Count > 0 && first <= merged[^1].Last + 1) merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else merged.Add((first, last));
        while (merged.Count > MostRanges) JoinNearest(merged);
        return new MonthRanges([.. merged]);
    }

    private bool Contains(int month) => Ranges.Any(range => range.First <= month && month <= range.Last);

    private static void JoinNearest(List<(int First, int Last)> ranges)
    {
        int nearest = Enumerable.Range(1, ranges.Count - 1).MinBy(at => ranges[at].First - ranges[at - 1].Last);
        ranges[nearest - 1] = (ranges[nearest - 1].First, ranges[nearest].Last);
        ranges.RemoveAt(nearest);
    }
}
