using System.Text.Json;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public class RangeTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task An_occurrence_has_exactly_the_members_of_the_contract()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var id = await ada.MakeWeekly(work);
        var shown = (await ada.Range(work, "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"))[0];
        Assert.Equal(
            ["occurrenceId", "eventId", "calendarId", "title", "description", "location", "start", "end", "startUtc", "endUtc", "originalStart",
                "recurring", "isModified", "status", "transparency", "version"],
            shown.Members());
        Assert.Equal((id, work), (shown.Of("eventId"), shown.Of("calendarId")));
        Assert.Equal("""{"dateTime":"2026-03-09T09:00:00-04:00","timeZone":"America/New_York"}""", shown.GetProperty("originalStart").GetRawText());
        Assert.True(shown.GetProperty("recurring").GetBoolean());
        Assert.False(shown.GetProperty("isModified").GetBoolean());
    }

    [Theory]
    [InlineData("2026-05-04T16:00:00Z", "2026-05-04T16:30:00Z", true)] // its first half
    [InlineData("2026-05-04T15:00:00Z", "2026-05-04T16:00:00Z", false)] // up to its start
    [InlineData("2026-05-04T17:00:00Z", "2026-05-04T18:00:00Z", false)] // from its end on
    [InlineData("2026-05-04T16:59:59Z", "2026-05-04T18:00:00Z", true)] // its last second
    [InlineData("2026-05-04T12:00:00-04:00", "2026-05-04T12:00:01-04:00", true)] // offsets count
    public async Task An_occurrence_overlaps_when_it_shares_time(string start, string end, bool shows)
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Lunch", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        Assert.Equal(shows ? 1 : 0, (await ada.Range(work, start, end)).Count);
    }

    [Theory]
    [InlineData("2026-05-04T16:00:00Z", "2026-05-04T16:00:01Z", true)]
    [InlineData("2026-05-04T15:00:00Z", "2026-05-04T16:00:00Z", false)]
    public async Task An_event_of_no_length_lies_where_it_starts(string start, string end, bool shows)
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Bell", "2026-05-04T12:00:00", "2026-05-04T12:00:00"));
        Assert.Equal(shows ? 1 : 0, (await ada.Range(work, start, end)).Count);
    }

    [Fact]
    public async Task Items_come_by_start_and_then_by_id_and_pages_are_cut_from_that_order()
    {
        var (ada, work) = await AdaAndHerCalendar();
        foreach (var hour in new[] { "11", "09", "10", "09", "09", "10" })
            await ada.Make(work, EventCalls.Timed($"At {hour}", $"2026-05-04T{hour}:00:00", $"2026-05-04T{hour}:30:00"));
        var whole = await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z");
        Assert.Equal(whole.OrderBy(item => item.Of("startUtc"), StringComparer.Ordinal).ThenBy(item => item.Of("occurrenceId"), StringComparer.Ordinal)
            .Select(item => item.GetRawText()), whole.Select(item => item.GetRawText()));
        Assert.Equal(whole.Select(item => item.GetRawText()), (await Paged(ada, work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z", 2))
            .Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task Cancelled_instances_show_only_to_those_who_ask()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var id = await ada.MakeWeekly(work);
        (await ada.DeleteEvent(id, "?scope=this&originalStart=2026-03-09T13:00:00Z")).Must(204);
        Assert.Equal(5, (await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Count);
        var all = await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z", "&showCancelled=true");
        Assert.Equal(["confirmed", "cancelled", "confirmed", "confirmed", "confirmed", "confirmed"], all.Select(item => item.Of("status")));
    }

    [Theory]
    [InlineData("1931-01-01T00:00:00Z", "1931-01-15T00:00:00Z", 14)]
    [InlineData("2026-10-01T00:00:00Z", "2030-10-01T00:00:00Z", 1461)]
    [InlineData("2099-01-01T00:00:00Z", "2099-02-01T00:00:00Z", 32)]
    public async Task Beyond_the_window_a_query_is_just_as_exact(string start, string end, int count)
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Ever", "1930-01-01T09:00:00", "1930-01-01T09:30:00", "RRULE:FREQ=DAILY"));
        await ada.Make(work, EventCalls.Timed("Single", "2099-01-02T09:00:00", "2099-01-02T09:30:00"));
        var whole = await ada.Range(work, start, end, "&pageSize=2500");
        Assert.Equal(count, whole.Count);
        Assert.Equal(whole.Select(item => item.GetRawText()), (await Paged(ada, work, start, end, 700)).Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task The_same_instance_has_the_same_id_after_any_edit()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var id = await ada.MakeWeekly(work);
        var before = (await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Select(item => item.Of("occurrenceId"));
        (await ada.PatchEvent(id, new { title = "Other", location = "Elsewhere" })).Must(200);
        (await ada.PatchEvent(id, """{"start":{"dateTime":"2026-03-16T15:00:00"},"end":{"dateTime":"2026-03-16T16:00:00"}}""",
            "?scope=this&originalStart=2026-03-16T13:00:00Z")).Must(200);
        var after = (await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Select(item => item.Of("occurrenceId"));
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_range_tells_its_length_and_knows_what_the_client_has()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.MakeWeekly(work);
        var first = (await ada.ReadRange(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Must(200);
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(first.Raw).ToString(null, null), first.Header("Content-Length"));
        var known = first.Header("ETag");
        var path = $"/calendars/{work}/events?start=2026-03-01T00:00:00Z&end=2026-05-01T00:00:00Z";
        (await ada.Send("GET", path, null, ("If-None-Match", known))).Must(304);
        await ada.Make(work, EventCalls.Timed("New", "2026-03-03T09:00:00", "2026-03-03T10:00:00"));
        var second = (await ada.Send("GET", path, null, ("If-None-Match", known))).Must(200);
        Assert.Equal(7, second.Items().Count);
        Assert.NotEqual(known, second.Header("ETag"));
    }

    [Fact]
    public async Task A_page_that_is_asked_for_again_and_again_is_never_stale_and_never_anothers()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "freebusy");
        var id = await ada.MakeWeekly(work);
        for (var edit = 0; edit < 5; edit++)
        {
            (await ada.PatchEvent(id, new { title = $"Title {edit}" })).Must(200);
            for (var again = 0; again < 4; again++)
            {
                Assert.Equal([$"Title {edit}"], (await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Titles().Distinct());
                Assert.Equal(["Busy"], (await ben.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Titles().Distinct());
            }
        }
    }

    [Fact]
    public async Task Free_and_busy_is_all_that_freebusy_shows()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "freebusy");
        await ada.MakeWeekly(work);
        await ada.Make(work, EventCalls.Timed("Free", "2026-03-03T09:00:00", "2026-03-03T10:00:00").With("transparency", "transparent"));
        await ada.Make(work, EventCalls.Timed("Off", "2026-03-03T09:00:00", "2026-03-03T10:00:00").With("status", "cancelled"));
        var shown = await ben.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z", "&showCancelled=true");
        Assert.Equal(6, shown.Count);
        Assert.All(shown, item => Assert.Equal(["end", "endUtc", "start", "startUtc", "status", "title"], item.Members().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_private_event_looks_busy_to_viewers_and_pages_stay_full()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        for (var i = 0; i < 6; i++)
        {
            await ada.Make(work, EventCalls.Timed("Secret", $"2026-05-04T0{i}:00:00", $"2026-05-04T0{i}:30:00")
                .With("visibility", "private").With("transparency", i % 2 == 0 ? "opaque" : "transparent"));
            await ada.Make(work, EventCalls.Timed("Open", $"2026-05-04T0{i}:30:00", $"2026-05-04T0{i}:40:00"));
        }
        var whole = await ben.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z");
        Assert.Equal(["Busy", "Open", "Open", "Busy", "Open", "Open", "Busy", "Open", "Open"], whole.Titles());
        var paged = await Paged(ben, work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z", 2);
        Assert.Equal(whole.Select(item => item.GetRawText()), paged.Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task A_deleted_calendar_shows_nothing_and_a_restored_one_all_of_it()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.MakeWeekly(work);
        (await ada.Delete($"/calendars/{work}", ("If-Match", "*"))).Must(204);
        (await ada.ReadRange(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).MustBeProblem(404);
        (await ada.Post($"/calendars/{work}/restore")).Must(200);
        Assert.Equal(6, (await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Count);
    }

    [Fact]
    public async Task A_revoked_share_stops_working_with_the_next_request()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        (await ben.ReadRange(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).Must(200);
        (await ada.Delete($"/calendars/{work}/shares/{ben.UserId}")).Must(204);
        (await ben.ReadRange(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).MustBeProblem(404);
    }

    [Fact]
    public async Task A_new_time_zone_of_the_calendar_moves_its_whole_days()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.AllDay("Holiday", "2026-07-01", "2026-07-02"));
        await ada.Make(work, EventCalls.AllDay("Holidays", "2026-07-01", "2026-07-02").With("recurrence", new System.Text.Json.Nodes.JsonArray("RRULE:FREQ=YEARLY")));
        (await ada.Patch($"/calendars/{work}", new { timeZone = "Asia/Tokyo" }, ("If-Match", "*"))).Must(200);
        var shown = await ada.Range(work, "2026-06-01T00:00:00Z", "2026-08-01T00:00:00Z");
        Assert.Equal(["2026-06-30T15:00:00Z", "2026-06-30T15:00:00Z"], shown.Starts());
    }

    private static async Task<List<JsonElement>> Paged(TestUser user, string calendar, string start, string end, int size)
    {
        var items = new List<JsonElement>();
        for (string? token = ""; token is not null;)
        {
            var page = (await user.ReadRange(calendar, start, end, $"&pageSize={size}{token}")).Must(200);
            items.AddRange(page.Items());
            token = page.Json.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next.GetString()}" : null;
            if (token is not null) Assert.Equal(size, page.Items().Count);
        }
        return items;
    }

    private async Task<(TestUser Ada, string Calendar)> AdaAndHerCalendar()
    {
        var ada = await server.SignUp();
        return (ada, await ada.NewCalendar());
    }
}
