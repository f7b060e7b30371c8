using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>How a client names an instance of a series: its original start, in any form of the same instant.</summary>
public sealed record InstanceReference
{
    private readonly LocalDateTime local;
    private readonly Offset? offset;
    private readonly bool isDate;

    private InstanceReference(LocalDateTime local, Offset? offset, bool isDate) =>
        (this.local, this.offset, this.isDate) = (local, offset, isDate);

    /// <summary>Reads a time with an offset or Z, a wall time alone (meant in the series' zone), or a date; else null.</summary>
    public static InstanceReference? Read(string text)
    {
        if (WrittenTime.ReadDate(text) is { } date) return new InstanceReference(date.AtMidnight(), null, isDate: true);
        return WrittenTime.Read(text) is { } written ? new InstanceReference(written.Local, written.Offset, isDate: false) : null;
    }

    internal static InstanceReference Of(DomainRules rules, string calendarZone, EventTime id)
    {
        var resolved = id.Resolve(rules, calendarZone);
        return new InstanceReference(resolved.Local, id.IsDay ? null : resolved.Offset, id.IsDay);
    }

    /// <summary>The reference that an event time makes: its date or dateTime; null where it has neither.</summary>
    public static InstanceReference? Of(EventTimeDraft draft) => (draft.Date ?? draft.DateTime) is { } text ? Read(text) : null;

    /// <summary>The instant meant in a series that starts like <paramref name="start"/>; null where there is no such.</summary>
    internal Instant? ReadFor(EventTime start, DomainRules rules, string calendarZone)
    {
        if (isDate && !start.IsDay) return null;
        var zone = rules.Zone(start is EventTime.Moment moment ? moment.ZoneId : calendarZone);
        var first = WallClock.OffsetOf(zone, local, false);
        if (offset is not { } written || EventTimeReading.Agrees(written, first)) return InstantText.At(local, first);
        var second = WallClock.OffsetOf(zone, local, true);
        return InstantText.At(local, EventTimeReading.Agrees(written, second) ? second : written);
    }
}
