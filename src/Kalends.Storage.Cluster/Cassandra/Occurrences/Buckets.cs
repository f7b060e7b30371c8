using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Occurrences lie in a bucket for each month they touch, those of more than a year in one bucket of their calendar.
/// </summary>
internal static class Buckets
{
    /// <summary>The bucket of the long ones.</summary>
    public const int LongSpans = int.MinValue;

    private const int MostMonths = 12;
    private static readonly Duration Least = Duration.FromTicks(1);

    public static IEnumerable<int> Of(OccurrenceTimes times)
    {
        int first = MonthRanges.MonthOf(times.Start);
        int last = times.End > times.Start ? MonthRanges.MonthOf(times.End - Least) : first;
        return last - first > MostMonths ? [LongSpans] : Enumerable.Range(first, last - first + 1);
    }

    /// <summary>Where what overlaps a range may lie, of the months that a calendar has.</summary>
    public static IEnumerable<int> Of(Instant from, Instant to, MonthRanges months) =>
        months.Within(MonthRanges.MonthOf(from), MonthRanges.MonthOf(to - Least)).Append(LongSpans);
}
