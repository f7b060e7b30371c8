using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>
/// Occurrences in buckets of a month. One that spans several months lies in each of them, one that spans more than a year in a bucket of
/// its own kind, so a read of a range sees it more than once.
/// </summary>
internal sealed class BucketIndex
{
    private const int LongSpans = -1, MonthsInYear = 12;
    private readonly Dictionary<int, List<BucketRow>> buckets = [];

    public static IEnumerable<int> BucketsOf(OccurrenceTimes times)
    {
        int first = Month(times.Start);
        int last = times.End > times.Start ? Month(times.End - Duration.FromTicks(1)) : first;
        return last - first > MonthsInYear ? [LongSpans] : Enumerable.Range(first, last - first + 1);
    }

    public void Add(int bucket, BucketRow row)
    {
        if (!buckets.TryGetValue(bucket, out List<BucketRow>? rows)) buckets[bucket] = rows = [];
        rows.Add(row);
    }

    /// <summary>What the buckets of a range hold, each once, seen or not.</summary>
    public IEnumerable<BucketRow> Read(Instant from, Instant to) =>
        buckets.Where(bucket => bucket.Key == LongSpans || (bucket.Key >= Month(from) && bucket.Key <= Month(to)))
            .SelectMany(bucket => bucket.Value)
            .Where(row => row.Occurrence.Times.Overlaps(from, to))
            .DistinctBy(row => (row.ProjectionId, row.Occurrence.Id));

    public void Sweep(long projection)
    {
        foreach (List<BucketRow> rows in buckets.Values) rows.RemoveAll(row => row.ProjectionId == projection);
    }

    private static int Month(Instant at)
    {
        LocalDate date = at.InUtc().Date;
        return (date.Year * MonthsInYear) + date.Month - 1;
    }
}

internal sealed record BucketRow(long ProjectionId, Occurrence Occurrence);
