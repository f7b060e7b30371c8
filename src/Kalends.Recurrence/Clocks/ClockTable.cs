using NodaTime;

namespace Kalends.Recurrence.Clocks;

/// <summary>
/// The changes of a zone's clocks up to some time, as sorted arrays. Immutable. All values are seconds since 1970-01-01T00:00:00, of
/// UTC or of local time.
/// </summary>
internal sealed class ClockTable
{
    // No clock is further from UTC, so what happens later has no effect on earlier local times.
    internal const long Reach = 2 * 86_400;

    // Of a zone with summer time: both times of the year, and the tangle between them in two parts.
    private const int SpansPerYear = 5;

    private readonly long[] starts;
    private readonly int[] offsets;
    private readonly LocalSpan[] spans;

    private ClockTable(List<OffsetSpan> intervals, long end)
    {
        starts = [.. intervals.Select(interval => interval.Start)];
        offsets = [.. intervals.Select(interval => interval.Offset)];
        spans = [.. LocalSpans.Of(intervals).TakeWhile(span => span.Start < end).Select(span => span with { End = Math.Min(span.End, end) })];
        End = end;
    }

    /// <summary>The first second, of UTC and of local time, for which the table does not speak any more.</summary>
    internal long End { get; }

    /// <summary>Reads the zone at least up to a second.</summary>
    internal static ClockTable Read(DateTimeZone zone, long second)
    {
        var intervals = new List<OffsetSpan>();
        var interval = zone.GetZoneInterval(Instant.MinValue);
        while (true)
        {
            var start = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : OffsetSpan.Always;
            var end = interval.HasEnd ? interval.End.ToUnixTimeSeconds() : OffsetSpan.Never;
            intervals.Add(new OffsetSpan(start, end, interval.WallOffset.Seconds));
            if (!interval.HasEnd)
                return new ClockTable(intervals, OffsetSpan.Never);
            if (end - Reach > second)
                return new ClockTable(intervals, end - Reach);
            interval = zone.GetZoneInterval(interval.End);
        }
    }

    /// <summary>The span of one offset that a UTC time lies in.</summary>
    internal OffsetSpan AtUtc(long utc)
    {
        var found = Array.BinarySearch(starts, utc);
        var index = found >= 0 ? found : ~found - 1;
        return new OffsetSpan(starts[index], index + 1 < starts.Length ? starts[index + 1] : End, offsets[index]);
    }

    /// <summary>The index of the span that a local time lies in.</summary>
    /// <param name="local">Less than <see cref="End"/>.</param>
    /// <param name="near">An index near which to look first.</param>
    internal int IndexOfLocal(long local, int near)
    {
        for (var next = near + 1; next < spans.Length && next <= near + SpansPerYear; next++)
        {
            if (spans[next].Contains(local))
                return next;
        }
        int low = 0, high = spans.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (spans[middle].Start <= local)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>A local time such that no earlier one is read as <paramref name="utc"/> or later.</summary>
    internal long FirstLocal(long utc)
    {
        var index = IndexOfLocal(utc - Reach, -1);
        while (spans[index].UtcEnd <= utc)
            index++;
        return Math.Max(spans[index].Start, utc + spans[index].Offset);
    }

    internal ref readonly LocalSpan this[int index] => ref spans[index];
}
