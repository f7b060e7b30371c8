using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>Reads event times by the rules of the API, noting each broken one under its member.</summary>
/// <param name="rules">Which zones there are.</param>
/// <param name="calendarZone">Meant where neither offset nor zone is written.</param>
/// <param name="isSeries">Whether the times repeat: then they need a zone, and cannot mean the second reading of an overlap.</param>
/// <param name="errors">Where broken rules go.</param>
internal sealed class EventTimeReading(DomainRules rules, string calendarZone, bool isSeries, InputErrors errors)
{
    private const string DateTimeForm = "must be an RFC 3339 date and time with whole seconds, such as 2026-03-02T09:00:00-05:00";

    internal EventTime? Read(string member, EventTimeDraft? draft)
    {
        if (draft is null)
            return Fail(member, "is required");
        if (draft.Date is not null)
            return draft.DateTime is null && draft.TimeZone is null
                ? ReadDay($"{member}.date", draft.Date)
                : Fail($"{member}.date", "cannot stand beside dateTime or timeZone");
        if (draft.DateTime is null)
            return Fail($"{member}.dateTime", "is required, unless date is given");
        return ReadMoment(member, draft.DateTime, draft.TimeZone);
    }

    private EventTime? ReadDay(string member, string text)
    {
        if (WrittenTime.ReadDate(text) is not { } date)
            return Fail(member, "must be a date such as 2026-03-02, in the years 0001 to 9999");
        return IsInRange(date.AtMidnight(), WallClock.OffsetOf(rules.Zone(calendarZone), date.AtMidnight(), false))
            ? new EventTime.Day(date)
            : Fail(member, "lies outside the years 0001 to 9999 in UTC");
    }

    private EventTime? ReadMoment(string member, string text, string? zoneId)
    {
        var isZoneKnown = zoneId is null || rules.KnowsZone(zoneId);
        if (!isZoneKnown)
            errors.Add($"{member}.timeZone", "is not an IANA time zone, such as Europe/Zurich; names of Windows zones are not taken");
        if (WrittenTime.Read(text) is not { } written)
            return Fail($"{member}.dateTime", DateTimeForm);
        if (!isZoneKnown)
            return null;
        if (zoneId is null && written.Offset is { } fixedOffset)
            return ReadFixed(member, written.Local, fixedOffset);
        return ReadInZone($"{member}.dateTime", written, zoneId ?? calendarZone);
    }

    private EventTime? ReadFixed(string member, LocalDateTime local, Offset offset)
    {
        if (isSeries)
            return Fail($"{member}.timeZone", "is required where an event repeats and its times have an offset");
        return InstantText.At(local, offset) is { } instant
            ? new EventTime.Moment(instant.InUtc().LocalDateTime, "UTC")
            : Fail($"{member}.dateTime", "lies outside the years 0001 to 9999 in UTC");
    }

    private EventTime? ReadInZone(string member, WrittenTime written, string zoneId)
    {
        var zone = rules.Zone(zoneId);
        var first = WallClock.OffsetOf(zone, written.Local, false);
        var second = WallClock.OffsetOf(zone, written.Local, true);
        if (!IsInRange(written.Local, first) || !IsInRange(written.Local, second))
            return Fail(member, "lies outside the years 0001 to 9999 in UTC");
        if (written.Offset is not { } offset || Agrees(offset, first))
            return new EventTime.Moment(written.Local, zoneId);
        if (!Agrees(offset, second))
            return Fail(member, $"has the offset {offset}, but {zoneId} has {first} at that time");
        return isSeries
            ? Fail(member, "means the second time that the clock shows it; an event that repeats can only have the first")
            : new EventTime.Moment(written.Local, zoneId, SecondReading: true);
    }

    private EventTime? Fail(string member, string message)
    {
        errors.Add(member, message);
        return null;
    }

    private static bool IsInRange(LocalDateTime local, Offset offset) => InstantText.At(local, offset) is not null;

    /// <summary>RFC 3339 has no seconds in offsets, local mean time does.</summary>
    internal static bool Agrees(Offset written, Offset actual) => written.Seconds == actual.Seconds - actual.Seconds % 60;
}
