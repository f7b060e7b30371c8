using NodaTime;

namespace Kalends.ICalendar;

/// <summary>What a zone does to local times in a span: all that matters when zones are compared.</summary>
internal static class ZoneBehaviour
{
    /// <summary>The offset at the start of the span, and each change of it inside, lazily.</summary>
    public static IEnumerable<(Instant At, Offset Offset)> Changes(DateTimeZone zone, Interval span)
    {
        Offset? before = null;
        for (var at = span.Start; before is null || at < span.End;)
        {
            var interval = zone.GetZoneInterval(at);
            if (interval.WallOffset != before) yield return (at, interval.WallOffset);
            before = interval.WallOffset;
            if (!interval.HasEnd) yield break;
            at = interval.End;
        }
    }
}
