using Kalends.Domain.Time;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>Event times as the properties that carry them. TZIDs are IANA ids by now; see <see cref="FileZones"/>.</summary>
/// <param name="rules">Which zones there are.</param>
/// <param name="calendarZone">Meant by floating times (RFC 5545, 3.3.5, form 1).</param>
internal sealed class TimeProperties(DomainRules rules, string calendarZone)
{
    private const string Utc = "UTC";

    /// <summary>
    /// Beside a time in UTC, the zone that it was written in: a wall time that happens twice can only mean the first there (3.3.5).
    /// </summary>
    private const string OwnZone = "X-KALENDS-TZID";

    /// <summary>The time; null where the property has none, its zone is not known, or it lies outside the years 0001 to 9999 in UTC.</summary>
    internal EventTime? Read(Property property) => property.AsDateOrTime() is { } time ? Read(time, property.Parameter(OwnZone)) : null;

    internal Property Write(string name, EventTime time) => time switch
    {
        EventTime.Moment { SecondReading: true } moment =>
            NewProperty.Time(name, InUtc(moment)).With(new Parameter(OwnZone, moment.ZoneId)),
        EventTime.Moment { ZoneId: Utc } moment => NewProperty.Time(name, new DateOrTime.Utc(moment.At)),
        EventTime.Moment moment => NewProperty.Time(name, new DateOrTime.Zoned(moment.At, moment.ZoneId)),
        _ => NewProperty.Time(name, new DateOrTime.Date(time.Local.Date)),
    };

    internal Instant At(EventTime time) => time.Resolve(rules, calendarZone).At;

    /// <summary>The end that a duration gives: days by the calendar, hours exactly (3.3.6); null where it leaves the years 0001 to 9999.</summary>
    internal EventTime? After(EventTime start, NominalDuration duration)
    {
        if (start is not EventTime.Moment moment)
        {
            var days = duration.NominalDays + (long)Math.Ceiling(duration.Exact.TotalDays);
            return Plus(start.Local, Duration.FromDays(days)) is { } day ? new EventTime.Day(day.Date) : null;
        }
        if (Plus(moment.At, Duration.FromDays(duration.NominalDays)) is not { } nominal) return null;
        var end = At(moment with { At = nominal }) + duration.Exact;
        return end < InstantText.First || end > InstantText.Last ? null : WallClock.MomentAt(rules, end, moment.ZoneId);
    }

    private static LocalDateTime? Plus(LocalDateTime local, Duration amount) =>
        InstantText.At(local, Offset.Zero) is { } at && at + amount is var moved && moved >= InstantText.First && moved <= InstantText.Last
            ? moved.InUtc().LocalDateTime
            : null;

    private EventTime? Read(DateOrTime time, string? ownZone) => time switch
    {
        DateOrTime.Date date => InRange(calendarZone, date.Value.AtMidnight()) ? new EventTime.Day(date.Value) : null,
        DateOrTime.Utc utc when ownZone is not null && rules.KnowsZone(ownZone) => WallClock.MomentAt(rules, utc.Instant, ownZone),
        DateOrTime.Utc utc => new EventTime.Moment(utc.Time, Utc),
        DateOrTime.Floating floating => Placed(floating.Local, calendarZone),
        DateOrTime.Zoned zoned => rules.KnowsZone(zoned.TzId) ? Placed(zoned.Local, zoned.TzId) : null,
        _ => null,
    };

    private EventTime.Moment? Placed(LocalDateTime local, string zone) => InRange(zone, local) ? new EventTime.Moment(local, zone) : null;

    private bool InRange(string zone, LocalDateTime local) =>
        InstantText.At(local, WallClock.OffsetOf(rules.Zone(zone), local, false)) is not null;

    private DateOrTime.Utc InUtc(EventTime time) => new(At(time).InUtc().LocalDateTime);
}
