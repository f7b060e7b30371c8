using Kalends.Domain.Events;
using Kalends.Domain.Interchange;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Tests.Interchange;

/// <summary>Files as the big programs write them.</summary>
public sealed class RealFileTests
{
    public static TheoryData<string> Files => ["google.ics", "outlook.ics", "apple.ics", "thunderbird.ics"];

    [Theory, MemberData(nameof(Files))]
    public void What_was_read_is_written_again_line_by_line(string file)
    {
        var calendar = new ReadIn("Europe/Zurich");
        var text = ReadIn.Text(file);
        Assert.All(calendar.Read(text), outcome => Assert.IsType<ComponentOutcome.Created>(outcome));
        var expected = ReadIn.Parse(text).ComponentsNamed("VEVENT").Select(Renamed).OrderBy(Key);
        Assert.Equal(expected, calendar.Export().OrderBy(Key));
    }

    [Theory, MemberData(nameof(Files))]
    public void Reading_it_again_changes_nothing_and_neither_does_reading_what_was_written(string file)
    {
        var calendar = new ReadIn("Europe/Zurich");
        calendar.Read(ReadIn.Text(file));
        var before = calendar.Events.Values.ToList();
        Assert.All(calendar.Read(ReadIn.Text(file)), outcome => Assert.IsType<ComponentOutcome.Unchanged>(outcome));
        Assert.All(calendar.Read([.. calendar.Export()]), outcome => Assert.IsType<ComponentOutcome.Unchanged>(outcome));
        Assert.Equal(before, calendar.Events.Values);
    }

    [Fact]
    public void Google()
    {
        var standup = Read("google.ics", "4q2vb1k0standup@google.com");
        Assert.Equal("Standup ☕", standup.Content.Title);
        Assert.Equal("Room 4, Building 2", standup.Content.Location);
        Assert.Equal([("ada@example.org", ResponseStatus.Accepted, false), ("ben@example.org", ResponseStatus.NeedsAction, true)],
            standup.Content.Attendees.Select(a => (a.Email.Text, a.Response, a.Optional)));
        var march = Starts(standup).Where(start => start.StartsWith("2026-03", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain("2026-03-09T09:00", march);
        Assert.Contains("2026-03-11T14:00", march);
        Assert.Equal("2026-04-29T09:00", Starts(standup)[^1]);
        var holiday = Read("google.ics", "labourday@google.com");
        Assert.Equal((Visibility.Private, Transparency.Transparent), (holiday.Content.Visibility, holiday.Content.Transparency));
    }

    [Fact]
    public void Outlook()
    {
        var review = Read("outlook.ics", "040000008200E00074C5B7101A82E00800000000B04A1D2C3E5FDA01000000000000000010000000A1B2C3D4E5F60718293A4B5C6D7E8F90");
        Assert.Equal("Europe/Berlin", Assert.IsType<EventTime.Moment>(review.Content.Start).ZoneId);
        Assert.Equal(["2026-03-10T10:00", "2026-04-14T10:00"], Starts(review)[..2]);
        var call = Read("outlook.ics", "customized-1@example.org");
        Assert.Equal("America/New_York", Assert.IsType<EventTime.Moment>(call.Content.Start).ZoneId);
        Assert.Equal(Visibility.Private, call.Content.Visibility);
        var easter = Read("outlook.ics", "easter-1@example.org");
        Assert.Equal(new EventTime.Day(new LocalDate(2026, 4, 7)), easter.Content.End);
    }

    [Fact]
    public void Apple()
    {
        var dinner = Read("apple.ics", "6B2F1C0E-5A7D-4E3B-9C1F-2D8E7A6B5C4D");
        Assert.Equal("Empire State Building 20 W 34th St New York", dinner.Content.Location);
        var pills = Read("apple.ics", "7C3F2D1F-6B8E-4F4C-8D2A-3E9F8B7C6D5E");
        Assert.Equal(new EventTime.Moment(new LocalDateTime(2026, 4, 1, 8, 0), "Europe/Zurich"), pills.Content.Start);
        Assert.Equal(5, Starts(pills).Length);
        Assert.Equal(new EventTime.Moment(new LocalDateTime(2026, 4, 1, 8, 30), "Europe/Zurich"), pills.Content.End);
    }

    [Fact]
    public void Thunderbird()
    {
        var choir = Read("thunderbird.ics", "2f6f9d2a-1111-4c55-9d6e-aaaaaaaaaaaa");
        Assert.Equal(["2026-03-02T19:30", "2026-03-09T19:30", "2026-03-13T19:30", "2026-03-23T19:30", "2026-03-30T19:30", "2026-04-13T19:30"], Starts(choir)[..6]);
        Assert.Equal(EventStatus.Tentative, choir.Content.Status);
    }

    private static Event Read(string file, string uid)
    {
        var calendar = new ReadIn("Europe/Zurich");
        calendar.Read(ReadIn.Text(file));
        return calendar.Events[uid];
    }

    private static string[] Starts(Event @event) =>
    [
        .. new EventExpansion(Given.Rules, "Europe/Zurich", @event)
            .Overlapping(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0))
            .Where(o => o.Face.Status != EventStatus.Cancelled).Select(Given.Start),
    ];

    private static string Key(Component component) => $"{component.Find("UID")} {component.Find("RECURRENCE-ID")}";

    /// <summary>All that changes is the name of a time zone.</summary>
    private static Component Renamed(Component component) => component.Changing(property => property.Parameter("TZID") switch
    {
        "W. Europe Standard Time" => property.With(new Parameter("TZID", "Europe/Berlin")),
        "Customized Time Zone" => property.With(new Parameter("TZID", "America/New_York")),
        "/mozilla.org/20050126_1/Europe/Berlin" => property.With(new Parameter("TZID", "Europe/Berlin")),
        _ => property,
    });
}
