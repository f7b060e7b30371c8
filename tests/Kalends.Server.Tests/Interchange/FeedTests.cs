using Kalends.ICalendar;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Interchange;

public class FeedTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_feed_shows_the_calendar_to_whoever_knows_its_address_until_it_is_revoked()
    {
        var (ada, work) = await ImportTests.Ada(server);
        await ada.Import(work, Calendar(Vevent("a", "DTSTART:20260504T120000Z", "SUMMARY:One", "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM")));
        var made = (await ada.Post($"/calendars/{work}/feeds", new { permission = "view", label = "Phone" })).Must(201);
        var feed = (await server.Nobody.Get(made.Text("path"))).Must(200);
        Assert.StartsWith("text/calendar", feed.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:One", Lines(feed.Raw));
        Assert.DoesNotContain("BEGIN:VALARM", Lines(feed.Raw));
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H", Lines(feed.Raw));

        var listed = Assert.Single((await ada.Get($"/calendars/{work}/feeds")).Must(200).Items());
        Assert.Equal((made.Text("feedId"), "view", "Phone", ""), (listed.Of("feedId"), listed.Of("permission"), listed.Of("label"), listed.TryGetProperty("path", out _) ? "shown" : ""));
        (await ada.Delete($"/calendars/{work}/feeds/{made.Text("feedId")}")).Must(204);
        (await server.Nobody.Get(made.Text("path"))).MustBeProblem(404);
        (await ada.Delete($"/calendars/{work}/feeds/{made.Text("feedId")}")).MustBeProblem(404);
    }

    [Theory]
    [InlineData("view")]
    [InlineData("freebusy")]
    public async Task A_feed_is_sent_again_only_when_it_has_changed(string permission)
    {
        var (ada, work) = await ImportTests.Ada(server);
        var soon = TimeProvider.System.GetUtcNow().AddDays(2);
        var id = await ada.Make(work, EventCalls.AllDay("One", $"{soon:yyyy-MM-dd}", $"{soon.AddDays(1):yyyy-MM-dd}"));
        var path = await NewFeed(ada, work, permission);
        var first = (await server.Nobody.Get(path)).Must(200);
        var again = (await server.Nobody.Send("GET", path, null, ("If-None-Match", first.Header("ETag")))).Must(304);
        Assert.Equal(("", first.Header("ETag")), (again.Raw, again.Header("ETag")));
        (await ada.PatchEvent(id, new { title = "Two" })).Must(200);
        // Who only sees busy time does not see that a title has changed.
        (await server.Nobody.Send("GET", path, null, ("If-None-Match", first.Header("ETag")))).Must(permission == "view" ? 200 : 304);
        (await ada.DeleteEvent(id)).Must(204);
        (await server.Nobody.Send("GET", path, null, ("If-None-Match", first.Header("ETag")))).Must(200);
    }

    [Fact]
    public async Task Busy_time_says_when_and_nothing_else()
    {
        var (ada, work) = await ImportTests.Ada(server);
        var day = TimeProvider.System.GetUtcNow().AddDays(2);
        await ada.Import(work, Calendar(
            Vevent("hidden-1", $"DTSTART:{day:yyyyMMdd}T120000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Hidden", "LOCATION:Hidden", "STATUS:TENTATIVE"),
            Vevent("hidden-2", $"DTSTART:{day:yyyyMMdd}T150000Z", "DURATION:PT1H", "SUMMARY:Hidden", "TRANSP:TRANSPARENT")));
        var text = (await server.Nobody.Get(await NewFeed(ada, work, "freebusy"))).Must(200).Raw;
        Assert.DoesNotContain("idden", text, StringComparison.Ordinal);
        var busy = ExportTests.Components(text);
        Assert.Equal(3, busy.Length);
        Assert.Equal(3, busy.Select(component => component.Find("UID")!.Value.AsText()).Distinct().Count());
        Assert.All(busy, component => Assert.Equal(
            ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"], component.Properties.Select(property => property.Name)));
        Assert.Equal($"{day:yyyyMMdd}T120000Z", busy[0].Find("DTSTART")!.Value.RawValue);
    }

    [Fact]
    public async Task A_feed_of_a_deleted_calendar_shows_nothing_and_a_made_up_address_neither()
    {
        var (ada, work) = await ImportTests.Ada(server);
        var path = await NewFeed(ada, work, "view");
        (await ada.Delete($"/calendars/{work}", ("If-Match", "*"))).Must(204);
        (await server.Nobody.Get(path)).MustBeProblem(404);
        (await ada.Post($"/calendars/{work}/restore")).Must(200);
        (await server.Nobody.Get(path)).Must(200);
        var other = path[^8] == 'A' ? 'B' : 'A';
        (await server.Nobody.Get($"{path[..^8]}{other}{path[^7..]}")).MustBeProblem(404);
        (await server.Nobody.Get("/feeds/x.ics")).MustBeProblem(404);
    }

    [Fact]
    public async Task A_repeated_call_shows_the_same_address_again()
    {
        var (ada, work) = await ImportTests.Ada(server);
        var body = new { permission = "view" };
        var first = (await ada.Post($"/calendars/{work}/feeds", body, ("Idempotency-Key", "feed-1"))).Must(201);
        Assert.Equal(first.Raw, (await ada.Post($"/calendars/{work}/feeds", body, ("Idempotency-Key", "feed-1"))).Must(201).Raw);
        Assert.Single((await ada.Get($"/calendars/{work}/feeds")).Must(200).Items());
    }

    private static async Task<string> NewFeed(TestUser user, string calendar, string permission) =>
        (await user.Post($"/calendars/{calendar}/feeds", new { permission })).Must(201).Text("path");
}
