using System.Text.Json;
using System.Text.Json.Nodes;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public class CreateTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_created_event_has_a_place_a_version_and_every_default()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var made = (await ada.Create(work, EventCalls.Timed("Lunch", "2026-05-04T12:00:00", "2026-05-04T13:00:00"))).Must(201);
        Assert.Equal($"/events/{made.Text("eventId")}", made.Header("Location"));
        Assert.Equal("\"1\"", made.Header("ETag"));
        Assert.Equal(
            ["eventId", "calendarId", "iCalUid", "title", "description", "location", "start", "end", "recurrence", "status", "transparency",
                "visibility", "attendees", "organizerId", "reminders", "version", "createdAt", "updatedAt", "overrides"],
            made.Json.Members());
        Assert.Equal("""{"dateTime":"2026-05-04T12:00:00-04:00","timeZone":"America/New_York"}""", made.Json.GetProperty("start").GetRawText());
        Assert.Equal(("confirmed", "opaque", "default"), (made.Text("status"), made.Text("transparency"), made.Text("visibility")));
        Assert.Equal(JsonValueKind.Null, made.Json.GetProperty("reminders").ValueKind);
        Assert.Equal(ada.UserId, made.Text("organizerId"));
        Assert.Equal(made.Raw, (await ada.Get($"/events/{made.Text("eventId")}")).Must(200).Raw);
    }

    [Fact]
    public async Task From_the_moment_it_answers_a_range_shows_the_event()
    {
        var (ada, work) = await AdaAndHerCalendar();
        for (var i = 0; i < 20; i++)
        {
            var id = await ada.Make(work, EventCalls.Timed($"Event {i}", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
            var shown = await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z");
            Assert.Contains(id, shown.Select(item => item.Of("eventId")));
        }
    }

    [Theory]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00","timeZone":"Europe/Berlin"}""", "2026-07-01T07:00:00Z")]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00+02:00","timeZone":"Europe/Berlin"}""", "2026-07-01T07:00:00Z")]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00"}""", "2026-07-01T13:00:00Z")]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00+05:30"}""", "2026-07-01T03:30:00Z")]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00Z"}""", "2026-07-01T09:00:00Z")]
    [InlineData("""{"dateTime":"2026-07-01T09:00:00","timeZone":"Asia/Calcutta"}""", "2026-07-01T03:30:00Z")]
    [InlineData("""{"dateTime":"2026-03-08T02:30:00"}""", "2026-03-08T07:30:00Z")]
    [InlineData("""{"dateTime":"2026-11-01T01:30:00"}""", "2026-11-01T05:30:00Z")]
    [InlineData("""{"dateTime":"2026-11-01T01:30:00-05:00","timeZone":"America/New_York"}""", "2026-11-01T06:30:00Z")]
    public async Task An_event_time_is_read_by_the_rules(string time, string instant)
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, new JsonObject { ["title"] = "At", ["start"] = JsonNode.Parse(time), ["end"] = JsonNode.Parse(time) });
        var shown = Assert.Single(await ada.Range(work, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        Assert.Equal((instant, instant), (shown.Of("startUtc"), shown.Of("endUtc")));
    }

    [Fact]
    public async Task A_link_name_of_a_zone_is_kept_as_given()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var body = EventCalls.Timed("Call", "2026-07-01T09:00:00", "2026-07-01T09:30:00");
        body["start"]!["timeZone"] = "Asia/Calcutta";
        var made = (await ada.Create(work, body)).Must(201);
        Assert.Equal("Asia/Calcutta", made.Json.Of("start", "timeZone"));
    }

    [Fact]
    public async Task The_calendars_zone_is_meant_where_none_is_given_and_places_whole_days()
    {
        var ada = await server.SignUp(timeZone: "Europe/Zurich");
        var sydney = await ada.NewCalendar("Australia/Sydney");
        await ada.Make(sydney, EventCalls.AllDay("Holiday", "2026-01-26", "2026-01-27"));
        var shown = Assert.Single(await ada.Range(sydney, "2026-01-25T00:00:00Z", "2026-01-27T00:00:00Z"));
        Assert.Equal(("2026-01-25T13:00:00Z", "2026-01-26T13:00:00Z"), (shown.Of("startUtc"), shown.Of("endUtc")));
        Assert.Equal("""{"date":"2026-01-26"}""", shown.GetProperty("originalStart").GetRawText());
    }

    [Fact]
    public async Task Attendees_keep_their_own_answers_whatever_is_written_for_them()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        var body = EventCalls.Timed("Talk", "2026-05-04T12:00:00", "2026-05-04T13:00:00").Inviting(ada, ben);
        foreach (var guest in body["attendees"]!.AsArray()) guest!["responseStatus"] = "accepted";
        var made = (await ada.Create(work, body)).Must(201);
        Assert.Equal(["accepted", "needsAction"], made.Json.GetProperty("attendees").EnumerateArray().Select(guest => guest.Of("responseStatus")));
    }

    [Fact]
    public async Task Inviting_an_address_does_not_tell_whether_it_has_an_account()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        var body = EventCalls.Timed("Talk", "2026-05-04T12:00:00", "2026-05-04T13:00:00").Inviting(ben);
        body["attendees"]!.AsArray().Add(new JsonObject { ["email"] = "nobody@example.org" });
        var made = (await ada.Create(work, body)).Must(201);
        Assert.All(made.Json.GetProperty("attendees").EnumerateArray(), guest => Assert.False(guest.TryGetProperty("userId", out _)));

        var seen = (await ben.Put($"/events/{made.Text("eventId")}/attendees/me", new { responseStatus = "tentative" })).Must(200);
        Assert.Equal(ben.UserId, seen.Json.GetProperty("attendees")[0].Of("userId"));
        var after = (await ada.Get($"/events/{made.Text("eventId")}")).Must(200);
        Assert.Equal(ben.UserId, after.Json.GetProperty("attendees")[0].Of("userId"));
    }

    [Fact]
    public async Task The_same_key_twice_makes_one_event_even_at_the_same_time()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var body = EventCalls.Timed("Once", "2026-05-04T12:00:00", "2026-05-04T13:00:00").ToJsonString();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.Post($"/calendars/{work}/events", body, ("Idempotency-Key", "k1"))));
        Assert.Single(made.Select(answer => answer.Must(201).Raw).Distinct());
        Assert.Single(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
        (await ada.Post($"/calendars/{work}/events", body.Replace("Once", "Twice", StringComparison.Ordinal), ("Idempotency-Key", "k1"))).MustBeProblem(409);
    }

    [Fact]
    public async Task A_near_miss_of_a_member_is_named()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var refused = (await ada.Post($"/calendars/{work}/events", """{"summary":"x","title":"y","startTime":"z","RRULE":"w"}""")).MustBeProblem(400);
        Assert.Equal(["RRULE", "end", "start", "startTime", "summary"], refused.Faults.Order(StringComparer.Ordinal));
    }

    private async Task<(TestUser Ada, string Calendar)> AdaAndHerCalendar()
    {
        var ada = await server.SignUp();
        return (ada, await ada.NewCalendar());
    }
}
