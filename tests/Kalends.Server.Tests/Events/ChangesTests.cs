using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public class ChangesTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Without_a_token_everything_comes_and_with_it_only_what_is_new()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var first = await ada.Make(work, EventCalls.Timed("One", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        await ada.DeleteEvent(await ada.Make(work, EventCalls.Timed("Gone", "2026-05-04T09:00:00", "2026-05-04T10:00:00")));
        var all = (await ada.Get($"/calendars/{work}/changes")).Must(200);
        Assert.Equal([first], all.Items().Select(item => item.Of("eventId")));
        Assert.DoesNotContain("reminders", all.Items()[0].Members());

        var second = await ada.Make(work, EventCalls.Timed("Two", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        (await ada.DeleteEvent(first)).Must(204);
        var news = (await ada.Get($"/calendars/{work}/changes?syncToken={all.Text("nextSyncToken")}")).Must(200);
        Assert.Equal([(second, false), (first, true)], news.Items().Select(item => (item.Of("eventId"), item.TryGetProperty("deleted", out _))));
        Assert.Empty((await ada.Get($"/calendars/{work}/changes?syncToken={news.Text("nextSyncToken")}")).Must(200).Items());
    }

    [Fact]
    public async Task Pages_hold_everything_once_and_only_the_last_has_the_sync_token()
    {
        var (ada, work) = await AdaAndHerCalendar();
        for (var i = 0; i < 7; i++) await ada.Make(work, EventCalls.Timed($"Event {i}", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        var titles = new List<string>();
        for (var more = ""; ;)
        {
            var page = (await ada.Get($"/calendars/{work}/changes?pageSize=3{more}")).Must(200);
            titles.AddRange(page.Items().Titles());
            Assert.NotEqual(page.Json.TryGetProperty("nextPageToken", out var next), page.Json.TryGetProperty("nextSyncToken", out _));
            if (next.ValueKind == default) break;
            more = $"&pageToken={next.GetString()}";
        }
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"Event {i}"), titles);
    }

    [Fact]
    public async Task Answers_of_attendees_appear_and_personal_reminders_do_not()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        var id = await ada.Make(work, EventCalls.Timed("Talk", "2026-05-04T09:00:00", "2026-05-04T10:00:00").Inviting(ben));
        var token = (await ada.Get($"/calendars/{work}/changes")).Must(200).Text("nextSyncToken");
        (await ben.Put($"/events/{id}/reminders/me", new { reminders = new[] { 5 } })).Must(200);
        Assert.Empty((await ada.Get($"/calendars/{work}/changes?syncToken={token}")).Must(200).Items());
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).Must(200);
        var news = Assert.Single((await ada.Get($"/calendars/{work}/changes?syncToken={token}")).Must(200).Items());
        Assert.Equal("accepted", news.GetProperty("attendees")[0].Of("responseStatus"));
    }

    [Fact]
    public async Task A_token_of_another_calendar_or_caller_or_a_changed_one_is_refused()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var (ben, home) = (await server.SignUp("Ben"), await ada.NewCalendar());
        await ada.Share(work, ben, "view");
        var token = (await ada.Get($"/calendars/{work}/changes")).Must(200).Text("nextSyncToken");
        Assert.Equal(["syncToken"], (await ada.Get($"/calendars/{home}/changes?syncToken={token}")).MustBeProblem(400).Faults);
        Assert.Equal(["syncToken"], (await ben.Get($"/calendars/{work}/changes?syncToken={token}")).MustBeProblem(400).Faults);
        Assert.Equal(["syncToken"], (await ada.Get($"/calendars/{work}/changes?syncToken={token}x")).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task After_the_floor_has_risen_an_old_token_is_gone_and_never_answered_in_part()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var token = (await ada.Get($"/calendars/{work}/changes")).Must(200).Text("nextSyncToken");
        var id = await ada.Make(work, EventCalls.Timed("Gone", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        (await ada.DeleteEvent(id)).Must(204);
        var stored = await server.Storage.Events.Find(Domain.Calendars.CalendarId.TryRead(work, out var calendar) ? calendar : default,
            new Domain.Events.EventId(Guid.Parse(id)), default);
        await server.Storage.Events.Purge(stored!, default);
        (await ada.Get($"/calendars/{work}/changes?syncToken={token}")).MustBeProblem(410);
        (await ada.Get($"/calendars/{work}/changes")).Must(200);
    }

    [Fact]
    public async Task A_token_of_a_viewer_is_gone_once_private_events_look_different_to_them()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        var token = (await ben.Get($"/calendars/{work}/changes")).Must(200).Text("nextSyncToken");
        await ada.Share(work, ben, "edit");
        (await ben.Get($"/calendars/{work}/changes?syncToken={token}")).MustBeProblem(410);
    }

    private async Task<(TestUser Ada, string Calendar)> AdaAndHerCalendar()
    {
        var ada = await server.SignUp();
        return (ada, await ada.NewCalendar());
    }
}
