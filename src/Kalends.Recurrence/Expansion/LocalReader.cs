using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Reads local times as UTC by RFC 5545, 3.3.5: in an overlap the first, in a gap with the offset before it. The span of local times
/// that share the present offset is kept, so that neighbours cost one subtraction. All values are seconds.
/// </summary>
internal struct LocalReader(DateTimeZone zone)
{
    private long from = long.MaxValue;
    private int offset;

    /// <summary>The first local time after the span; where a gap follows, the gap belongs to the span.</summary>
    internal long End { get; private set; } = long.MinValue;

    /// <summary>The first local time of the gap at the end of the span; <see cref="End"/> where there is none.</summary>
    internal long GapStart { get; private set; } = long.MinValue;

    internal long Read(long local)
    {
        if (local < from || local >= End)
            Load(local);
        return local - offset;
    }

    private void Load(long local)
    {
        var interval = zone.MapLocal(UnixTime.Local(local)).EarlyInterval;
        offset = interval.WallOffset.Seconds;
        from = long.MinValue;
        End = GapStart = long.MaxValue;
        if (interval.HasStart)
        {
            var before = zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset.Seconds;
            from = interval.Start.ToUnixTimeSeconds() + Math.Max(before, offset);
        }
        if (interval.HasEnd)
        {
            var after = zone.GetZoneInterval(interval.End).WallOffset.Seconds;
            End = interval.End.ToUnixTimeSeconds() + Math.Max(after, offset);
            GapStart = interval.End.ToUnixTimeSeconds() + offset;
        }
        if (local >= from && local < End)
            return;
        from = local; // Two changes within hours of each other: trust the zone for each time by itself.
        End = GapStart = local + 1;
    }
}
