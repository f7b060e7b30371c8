using System.Text.Json.Nodes;
using Kalends.ICalendar;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Interchange;

public class ExportTests(SharedServer shared)
{
    private static readonly string[] Beyond =
    [
        "X-COLOUR;X-P=\"a,b\":mauve", "CATEGORIES:Music,Friends", "URL:https://example.org/", "GEO:47.37;8.54", "BEGIN:VALARM", "ACTION:DISPLAY",
        "TRIGGER:-PT15M", "DESCRIPTION:Now", "END:VALARM",
    ];

    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task What_was_read_in_is_given_out_again_through_every_edit()
    {
        var (ada, work) = await ImportTests.Ada(server);
        await ada.Import(work, Calendar(Vevent("a", [
            "DTSTART;TZID=Europe/Zurich:20260504T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Old", .. Beyond])));
        var id = (await ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"))[0].Of("eventId");
        (await ada.PatchEvent(id, new { title = "New" })).Must(200);
        (await ada.PatchEvent(id, new { location = "Here" }, "?scope=this&originalStart=2026-05-11T12:00:00")).Must(200);
        (await ada.PatchEvent(id, new { title = "Later" }, "?scope=following&originalStart=2026-05-18T12:00:00")).Must(200);
        var other = await ada.NewCalendar("Europe/Zurich");
        (await ada.Post($"/events/{id}/move", new { calendarId = other })).Must(200);
        (await ada.DeleteEvent(id)).Must(204);
        (await ada.Post($"/events/{id}/restore")).Must(200);

        var moved = Components(await ada.Export(other));
        Assert.Equal(["New", "New"], moved.Select(component => component.Find("SUMMARY")!.Value.AsText()));
        Assert.Equal("Here", moved[1].Find("LOCATION")!.Value.AsText());
        var later = Assert.Single(Components(await ada.Export(work)));
        Assert.Equal("Later", later.Find("SUMMARY")!.Value.AsText());
        Assert.All([.. moved, later], component => Assert.All(Beyond, line => Assert.Contains(line, Lines(ICalendarText.WriteToString(component)))));
    }

    [Fact]
    public async Task What_was_made_here_reads_back_in_another_calendar_as_it_is()
    {
        var (ada, work) = await ImportTests.Ada(server);
        await ada.MakeWeekly(work);
        await ada.Make(work, EventCalls.AllDay("Days; and, more", "2026-05-04", "2026-05-06").With("description", "a\nb"));
        var text = await ada.Export(work);
        var other = await ada.NewCalendar("Europe/Zurich");
        Assert.Equal((2, 0, 0, 0), (await ada.Import(other, text)).Must(200).Counts());
        Assert.Equal(await Seen(ada, work), await Seen(ada, other));
        Assert.Equal((0, 0, 2, 0), (await ada.Import(work, text)).Must(200).Counts());
        Assert.StartsWith("text/calendar", (await ada.Get($"/calendars/{work}/export.ics")).Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_zones_are_written_for_the_span_in_which_they_are_used()
    {
        var (ada, work) = await ImportTests.Ada(server);
        await ada.Make(work, EventCalls.Timed("Once", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        var zone = Assert.Single(Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(await ada.Export(work))).Objects[0].ComponentsNamed("VTIMEZONE"));
        Assert.Equal("Europe/Zurich", zone.Find("TZID")!.Value.AsText());
        Assert.Equal("+0200", Assert.Single(zone.Components).Find("TZOFFSETTO")!.Value.RawValue);
    }

    [Fact]
    public async Task Private_events_are_busy_time_below_edit()
    {
        var (ada, work) = await ImportTests.Ada(server);
        var (ben, eve) = (await server.SignUp("Ben"), await server.SignUp("Eve"));
        await ada.Share(work, ben, "view");
        await ada.Share(work, eve, "edit");
        var day = TimeProvider.System.GetUtcNow().AddDays(3);
        await ada.Import(work, Calendar(
            Vevent("secret-1", $"DTSTART:{day:yyyyMMdd}T120000Z", "DURATION:PT1H", "SUMMARY:Secret", "CLASS:PRIVATE", "URL:https://secret.example.org/"),
            Vevent("secret-2", $"DTSTART:{day:yyyyMMdd}T150000Z", "DURATION:PT1H", "SUMMARY:Secret", "CLASS:PRIVATE", "TRANSP:TRANSPARENT"),
            Vevent("open", $"DTSTART:{day:yyyyMMdd}T180000Z", "DURATION:PT1H", "SUMMARY:Open")));
        var seen = await ben.Export(work);
        Assert.DoesNotContain("ecret", seen, StringComparison.Ordinal);
        Assert.Equal(["Busy", "Open"], Components(seen).Select(component => component.Find("SUMMARY")!.Value.AsText()).Order(StringComparer.Ordinal));
        Assert.Equal(["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"],
            Components(seen).Single(component => component.Find("SUMMARY")!.Value.AsText() == "Busy").Properties.Select(property => property.Name));
        Assert.Equal(2, (await eve.Export(work)).Split("SUMMARY:Secret").Length - 1);
    }

    [Fact]
    public async Task The_organiser_is_named_to_those_who_may_write()
    {
        var (ada, work) = await ImportTests.Ada(server);
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        await ada.Make(work, EventCalls.Timed("Invited", "2026-05-04T12:00:00", "2026-05-04T13:00:00").With("attendees", new JsonArray(
            new JsonObject { ["email"] = "guest@example.com" })));
        Assert.Contains($"ORGANIZER;CN=Ada:mailto:{ada.Email}", Lines(await ada.Export(work)));
        Assert.DoesNotContain(ada.Email, await ben.Export(work), StringComparison.Ordinal);
    }

    internal static Component[] Components(string text) =>
        [.. Assert.Single(Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(text)).Objects).ComponentsNamed("VEVENT")];

    private static async Task<IEnumerable<(string, string, string, string)>> Seen(TestUser user, string calendar) =>
        (await user.Range(calendar, "2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z"))
            .Select(o => (o.Of("title"), o.Of("description"), o.Of("startUtc"), o.Of("endUtc")));
}
