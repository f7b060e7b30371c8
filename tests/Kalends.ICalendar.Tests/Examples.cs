using System.Buffers;
using System.Diagnostics;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.ICalendar.Tests;

/// <summary>The examples of the library's README, which must be these, line for line.</summary>
public sealed partial class Examples
{
    private static readonly Component meeting = Texts.Event(
        "UID:1", "DTSTART:20260302T090000Z", "SUMMARY:Planning\\, weekly", "ATTENDEE;CN=Eva:mailto:eva@example.org", "ATTENDEE:mailto:jo@example.org",
        "RRULE:FREQ=WEEKLY", "X-OTHER;A=\"b\":c", "LOCATION:here");

    [Fact]
    public void Parsing_answers_with_a_result()
    {
        static string Describe(byte[] file) =>
            ICalendarText.Parse(file) switch
            {
                ParseResult.Parsed parsed => $"{parsed.Objects[0].ComponentsNamed("VEVENT").Count()} events, {parsed.Leniencies.Count} oddities",
                ParseResult.Refused refused => $"line {refused.Line}: {refused.Reason}",
                _ => throw new UnreachableException(),
            };
        Assert.Equal("0 events, 1 oddities", Describe("BEGIN:VCALENDAR\nEND:VCALENDAR\n"u8.ToArray()));
        Assert.Equal("line 1: UnclosedComponent", Describe("BEGIN:VCALENDAR\r\n"u8.ToArray()));
    }

    [Fact]
    public void Values_are_read_when_asked_for()
    {
        var title = meeting.Find("SUMMARY")?.AsText();
        var start = meeting.Find("DTSTART")?.AsDateOrTime();
        var guests = meeting.FindAll("ATTENDEE").Select(a => a.Parameter("CN") ?? a.AsUri());
        var rule = meeting.Find("RRULE")?.AsRecurrenceRule();
        Assert.Equal("Planning, weekly", title);
        Assert.Equal(new DateOrTime.Utc(new LocalDateTime(2026, 3, 2, 9, 0)), start);
        Assert.Equal(["Eva", "mailto:jo@example.org"], guests);
        Assert.IsType<Recurrence.RuleParsed>(rule);
    }

    [Fact]
    public void Only_what_was_changed_changes()
    {
        var moved = meeting
            .With(NewProperty.Time("DTSTART", new DateOrTime.Zoned(new LocalDateTime(2026, 3, 3, 10, 0), "Europe/Berlin")))
            .With(NewProperty.Text("SUMMARY", "Planning;\nnow on Tuesday"))
            .Without("LOCATION");
        var text = moved.ToString();
        Assert.Equal(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260303T100000\r\nSUMMARY:Planning\\;\\nnow on Tuesday\r\n"
            + "ATTENDEE;CN=Eva:mailto:eva@example.org\r\nATTENDEE:mailto:jo@example.org\r\nRRULE:FREQ=WEEKLY\r\nX-OTHER;A=\"b\":c\r\nEND:VEVENT\r\n",
            text);
    }

    [Fact]
    public async Task Large_files_go_through_in_pieces()
    {
        var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "google.ics"));
        var output = new ArrayBufferWriter<byte>();
        List<Component> events = [];
        await foreach (var reading in ICalendarReader.ReadAsync(stream, ParsingLimits.Default))
        {
            if (reading is Reading.ComponentRead { Component.Name: "VEVENT" } read) events.Add(read.Component);
            if (reading is Reading.Refused refused) Assert.Fail($"line {refused.Line}: {refused.Reason}");
        }

        var writer = new ICalendarWriter(output);
        writer.Begin("VCALENDAR");
        writer.Write(NewProperty.Text("VERSION", "2.0"));
        writer.Write(NewProperty.Text("PRODID", "-//Example//EN"));
        foreach (var component in events) writer.Write(component);
        writer.End();
        Assert.Equal(events, Texts.Parsed(output.WrittenSpan).Objects[0].Components);
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public void Zones_are_found_and_written()
    {
        var zones = new ZoneResolver(TzdbDateTimeZoneSource.Default);
        var life = new Interval(Instant.FromUtc(2026, 3, 2, 8, 0), Instant.FromUtc(2026, 3, 2, 9, 0));
        var resolution = zones.Resolve("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", null, life);
        var written = VTimeZone.Write(((ZoneResolution.Named)resolution).Zone, life);
        Assert.Equal("Europe/Berlin", written.Find("TZID")!.Value.AsText());
    }

    [Fact]
    public void The_readme_shows_these_very_lines()
    {
        var code = Unindented(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples.cs")));
        var blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n"));
        Assert.Equal(6, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Unindented(block.Groups[1].Value), code, StringComparison.Ordinal));
    }

    private static string Unindented(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
