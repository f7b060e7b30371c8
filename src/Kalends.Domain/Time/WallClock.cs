using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>From event times to instants, by RFC 5545, 3.3.5.</summary>
public static class WallClock
{
    /// <summary>
    /// When the event time is. A day starts at its midnight in the calendar's zone; a wall time inside a gap has the offset before it.
    /// </summary>
    public static ResolvedTime Resolve(this EventTime time, DomainRules rules, string calendarZone) => time switch
    {
        EventTime.Moment moment => At(rules.Zone(moment.ZoneId), moment.At, moment.SecondReading),
        _ => At(rules.Zone(calendarZone), time.Local, false),
    };

    internal static ResolvedTime At(DateTimeZone zone, LocalDateTime local, bool secondReading)
    {
        var offset = OffsetOf(zone, local, secondReading);
        return new ResolvedTime(local.WithOffset(offset).ToInstant(), offset);
    }

    internal static Offset OffsetOf(DateTimeZone zone, LocalDateTime local, bool secondReading)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 2 && secondReading ? mapping.LateInterval.WallOffset : mapping.EarlyInterval.WallOffset;
    }

    /// <summary>The wall time of an instant in a zone, so that it is read as that instant again.</summary>
    internal static EventTime.Moment MomentAt(DomainRules rules, Instant instant, string zoneId)
    {
        var zone = rules.Zone(zoneId);
        var local = instant.InZone(zone).LocalDateTime;
        return new EventTime.Moment(local, zoneId, At(zone, local, false).At != instant);
    }
}
