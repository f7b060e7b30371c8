using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using Kalends.Domain.Time;
using NodaTime.TimeZones;

namespace Kalends.Domain.Tests.Interchange;

/// <summary>Time zones that a file defines and that are like no other.</summary>
public sealed class OwnZoneTests
{
    private const string Zone =
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0017\r\nTZOFFSETTO:+0017\r\nEND:STANDARD\r\n"
        + "BEGIN:DAYLIGHT\r\nDTSTART:20260401T000000\r\nTZOFFSETFROM:+0017\r\nTZOFFSETTO:+0117\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

    [Fact]
    public void A_single_event_is_placed_in_utc()
    {
        var calendar = new ReadIn();
        calendar.Read(File("DTSTART;TZID=Ours:20260402T120000", "DTEND;TZID=Ours:20260402T130000"));
        Assert.Equal(("2026-04-02T10:43:00Z", "2026-04-02T11:43:00Z"), (Text(calendar.Only().Content.Start), Text(calendar.Only().Content.End)));
    }

    [Fact]
    public void A_series_that_ends_is_placed_instance_by_instance()
    {
        var calendar = new ReadIn("UTC");
        calendar.Read(File("DTSTART;TZID=Ours:20260331T120000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Ours:20260402T120000"));
        Assert.Equal(["2026-03-31T11:43", "2026-04-01T10:43", "2026-04-03T10:43"], Given.Starts(calendar.Only()));
    }

    [Fact]
    public void A_first_instance_that_is_excluded_stays_out()
    {
        var calendar = new ReadIn("UTC");
        calendar.Read(File("DTSTART;TZID=Ours:20260331T120000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Ours:20260331T120000"));
        Assert.Equal(["2026-04-01T10:43", "2026-04-02T10:43"], Given.Starts(calendar.Only()));
    }

    [Fact]
    public void A_series_that_ends_before_the_zones_part_is_in_the_one_that_is_like_it_until_then()
    {
        // Zurich's clocks up to October 2026, and none after.
        const string Short = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
            + "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
        var calendar = new ReadIn("UTC");
        calendar.Read(File("DTSTART;TZID=Ours:20260323T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3").Replace(Zone, Short, StringComparison.Ordinal));
        Assert.NotEqual("UTC", Assert.IsType<EventTime.Moment>(calendar.Only().Content.Start).ZoneId);
        Assert.Equal(["2026-03-23T12:00", "2026-03-30T12:00", "2026-04-06T12:00"], Given.Starts(calendar.Only()));
    }

    [Fact]
    public void One_that_does_not_end_is_refused()
    {
        var zones = new FileZones(new ZoneResolver(TzdbDateTimeZoneSource.Default), Given.Rules);
        var components = ReadIn.Parse(File("DTSTART;TZID=Ours:20260331T120000", "RRULE:FREQ=DAILY")).Components;
        zones.Add(components[0]);
        Assert.Equal(new ZonedReading.Unplaceable("Ours"), zones.Place(components[1]));
    }

    [Fact]
    public void A_name_that_nothing_defines_is_told()
    {
        var zones = new FileZones(new ZoneResolver(TzdbDateTimeZoneSource.Default), Given.Rules);
        var component = ReadIn.Parse(ReadIn.Vevent("DTSTART;TZID=Nowhere:20260331T120000")).Components[0];
        Assert.Equal(new ZonedReading.Unknown("Nowhere", "DTSTART"), zones.Place(component));
    }

    private static string File(params string[] lines) => ReadIn.Vevent(lines).Replace("BEGIN:VEVENT", Zone + "BEGIN:VEVENT", StringComparison.Ordinal);

    private static string Text(EventTime time) => TimeText.Of(time.Resolve(Given.Rules, Given.Zone).At);
}
