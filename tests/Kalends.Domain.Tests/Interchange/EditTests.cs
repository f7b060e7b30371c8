using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.ICalendar;
using static Kalends.Domain.Tests.Interchange.ReadIn;

namespace Kalends.Domain.Tests.Interchange;

/// <summary>What an event carries beyond its members goes through every edit; only what was changed changes.</summary>
public sealed class EditTests
{
    private static readonly string[] Beyond =
    [
        "X-COLOUR;X-P=\"a,b\":mauve", "CATEGORIES:Music,Friends", "URL:https://example.org/", "GEO:47.37;8.54", "PRIORITY:5",
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO:tel:+41791234567", "ATTACH;FMTTYPE=text/plain:https://example.org/a.txt",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Now", "X-WR-ALARMUID:1", "END:VALARM", "BEGIN:X-THING", "X-DEEP:1", "END:X-THING",
    ];

    private readonly ReadIn calendar = new();

    [Fact]
    public void An_edit_of_the_title_changes_the_summary_and_what_tells_of_changes()
    {
        Component before = Read("SEQUENCE:2", "LAST-MODIFIED:20250101T000000Z"), after;
        calendar.Events["u"] = Written.Retitle(calendar.Only(), EditScope.All, null, "New; title");
        after = Assert.Single(calendar.Export());
        Assert.Equal(
            ["DTSTAMP:20260101T120000Z", "LAST-MODIFIED:20260101T120000Z", "SEQUENCE:3", "SUMMARY:New\\; title"],
            Lines(after).Except(Lines(before)).Order(StringComparer.Ordinal));
        Assert.Equal(before.Properties.Select(p => p.Name), after.Properties.Select(p => p.Name));
        Assert.Equal(before.Components, after.Components);
    }

    [Fact]
    public void A_replacement_keeps_it_too()
    {
        Read();
        var draft = Given.Draft("2026-03-05T10:00:00") with { Title = "Put" };
        calendar.Events["u"] = Written.Put(calendar.Only(), EditScope.All, null, draft).Accept().Result;
        AssertBeyond(Assert.Single(calendar.Export()));
    }

    [Fact]
    public void An_instance_has_what_its_series_has_and_loses_none_of_its_own()
    {
        Read("RRULE:FREQ=DAILY;COUNT=5");
        var changed = Written.Retitle(calendar.Only(), EditScope.This, "2026-03-03T09:00:00", "Once");
        calendar.Events["u"] = changed;
        var instance = calendar.Export().Last();
        AssertBeyond(instance);
        Assert.Equal(("Once", "20260303T090000"), (instance.Find("SUMMARY")!.Value.AsText(), instance.Find("RECURRENCE-ID")!.Value.RawValue));
        Assert.Null(instance.Find("RRULE"));

        calendar.Read([instance.Adding(NewProperty.Text("X-OWN", "1")).With(NewProperty.Text("SUMMARY", "Twice"))]);
        calendar.Events["u"] = Written.Retitle(calendar.Only(), EditScope.This, "2026-03-03T09:00:00", "Thrice");
        Assert.NotNull(calendar.Export().Last().Find("X-OWN"));
    }

    [Fact]
    public void Both_halves_of_a_split_series_have_it()
    {
        Read("RRULE:FREQ=DAILY;COUNT=5");
        var split = Written.Patch(calendar.Only(), EditScope.Following, "2026-03-04T09:00:00", EventMembers.Title, d => d with { Title = "Later" }).Accept();
        foreach (var change in split.Changes) calendar.Events[change.After.ICalUid] = change.After;
        var halves = calendar.Export().ToList();
        Assert.Equal(2, halves.Count);
        Assert.All(halves, AssertBeyond);
        Assert.Equal(2, halves.Select(half => half.Find("UID")!.Value.AsText()).Distinct().Count());
        Assert.Equal(["RRULE:FREQ=DAILY;UNTIL=20260304T135959Z", "RRULE:FREQ=DAILY;COUNT=3"], halves.Select(half => half.Find("RRULE")!.Value.ToString()));
    }

    [Fact]
    public void It_moves_and_comes_back_with_its_event()
    {
        Read();
        var moved = new MoveEvent(Given.Owner, calendar.Only(), new(11)).Decide(Given.Rules, Given.Now);
        calendar.Events["u"] = MoveEvent.Arrive(Given.Accepted(moved).Result, [], null)!.After;
        var deleted = new DeleteEvent(Given.Edit, calendar.Only()).Decide(Given.Rules, Given.Now);
        calendar.Events["u"] = Given.Accepted(new RestoreEvent(Given.Owner, Given.Accepted(deleted).Result).Decide(Given.Rules, Given.Now)).Result;
        AssertBeyond(Assert.Single(calendar.Export()));
    }

    [Fact]
    public void A_duration_stays_one_where_the_event_moves_and_becomes_an_end_where_it_lasts_longer()
    {
        calendar.Read(Vevent("DTSTART;TZID=America/New_York:20260302T090000", "DURATION:PT1H"));
        calendar.Events["u"] = Written.Move(calendar.Only(), EditScope.All, null, "2026-03-03T09:00:00", "2026-03-03T10:00:00").Accept().Result;
        Assert.Equal("PT1H", Assert.Single(calendar.Export()).Find("DURATION")!.Value.RawValue);
        calendar.Events["u"] = Written.Move(calendar.Only(), EditScope.All, null, "2026-03-03T09:00:00", "2026-03-03T11:00:00").Accept().Result;
        var longer = Assert.Single(calendar.Export());
        Assert.Null(longer.Find("DURATION"));
        Assert.Equal("DTEND;TZID=America/New_York:20260303T110000", longer.Find("DTEND")!.Value.ToString());
    }

    [Fact]
    public void No_value_can_end_its_line()
    {
        var draft = Given.Draft("2026-03-02T09:00:00") with { Title = "a", Description = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@y" };
        var written = new Kalends.Domain.Interchange.EventComponents(Given.Rules, Given.Zone).Of(Given.Event(draft));
        var text = ICalendarText.WriteToString(Component.Create("VCALENDAR", [], [.. written]));
        Assert.Single(ReadIn.Parse(text).Components);
    }

    private Component Read(params string[] more)
    {
        calendar.Read(Vevent([
            "SUMMARY:Old", "DTSTART;TZID=America/New_York:20260302T090000", "DTEND;TZID=America/New_York:20260302T100000", .. more, .. Beyond]));
        return Assert.Single(calendar.Export());
    }

    private static void AssertBeyond(Component component)
    {
        var lines = Lines(component);
        Assert.All(Beyond, line => Assert.Contains(line, lines));
    }

    private static string[] Lines(Component component) =>
        ICalendarText.WriteToString(component).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
