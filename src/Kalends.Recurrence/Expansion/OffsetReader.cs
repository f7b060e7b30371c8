using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>A zone's offset from UTC at ascending UTC times, the present interval kept. All values are seconds.</summary>
internal struct OffsetReader(DateTimeZone zone)
{
    private long from = long.MaxValue;
    private long end = long.MinValue;
    private int offset;

    internal int At(long utc)
    {
        if (utc < from || utc >= end)
        {
            var interval = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(utc));
            from = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue;
            end = interval.HasEnd ? interval.End.ToUnixTimeSeconds() : long.MaxValue;
            offset = interval.WallOffset.Seconds;
        }
        return offset;
    }

    /// <summary>A local time such that no earlier one is read as <paramref name="utc"/> or later.</summary>
    internal static long FirstLocal(DateTimeZone zone, long utc)
    {
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(utc));
        var offset = interval.WallOffset.Seconds;
        if (!interval.HasStart)
            return utc + offset;
        var before = zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset.Seconds;
        var sinceChange = utc - interval.Start.ToUnixTimeSeconds();
        return sinceChange < offset - before ? utc + before : utc + offset;
    }
}
