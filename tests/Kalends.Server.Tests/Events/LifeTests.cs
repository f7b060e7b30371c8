using System.Text.Json;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

/// <summary>Moves, the trash, history, answers and reminders.</summary>
public class LifeTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_moved_event_keeps_its_id_and_both_feeds_tell()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var home = await ada.NewCalendar();
        var (workToken, homeToken) = (await Sync(ada, work), await Sync(ada, home));
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = new[] { 5 } })).Must(200);
        var moved = (await ada.Post($"/events/{id}/move", new { calendarId = home })).Must(200);
        Assert.Equal((id, home), (moved.Text("eventId"), moved.Text("calendarId")));
        Assert.Equal("[5]", moved.Json.GetProperty("reminders").GetRawText());
        Assert.Empty(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
        Assert.Equal(id, Assert.Single(await ada.Range(home, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z")).Of("eventId"));
        var left = Assert.Single((await ada.Get($"/calendars/{work}/changes?syncToken={workToken}")).Must(200).Items());
        Assert.Equal(["eventId", "deleted"], left.Members());
        Assert.Equal(id, Assert.Single((await ada.Get($"/calendars/{home}/changes?syncToken={homeToken}")).Must(200).Items()).Of("eventId"));
        Assert.Equal(["moved", "created"], (await ada.Get($"/events/{id}/history")).Must(200).Items().Select(entry => entry.Of("action")));
    }

    [Fact]
    public async Task A_moved_event_can_go_back_again_and_again()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var home = await ada.NewCalendar();
        foreach (var target in new[] { home, work, home, work }) (await ada.Post($"/events/{id}/move", new { calendarId = target })).Must(200);
        Assert.Single(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
        Assert.Empty(await ada.Range(home, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
        Assert.Equal(5, (await ada.Get($"/events/{id}/history")).Must(200).Items().Count);
        Assert.Empty((await ada.Get($"/calendars/{home}/trash")).Must(200).Items());
    }

    [Fact]
    public async Task A_move_needs_the_right_to_write_in_both_calendars()
    {
        var (ada, _, id) = await AdaAndHerEvent();
        var ben = await server.SignUp("Ben");
        var his = await ben.NewCalendar();
        (await ada.Post($"/events/{id}/move", new { calendarId = his })).MustBeProblem(404);
        await ben.Share(his, ada, "view");
        (await ada.Post($"/events/{id}/move", new { calendarId = his })).MustBeProblem(403);
        await ben.Share(his, ada, "edit");
        (await ada.Post($"/events/{id}/move", new { calendarId = his })).Must(200);
        (await ada.Post($"/events/{id}/move", new { calendarId = "nonsense" })).MustBeProblem(404);
        Assert.Equal(["calendarId"], (await ada.Post($"/events/{id}/move", new { })).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task A_deleted_event_lies_in_the_trash_and_comes_back_as_it_was()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var before = (await ada.Get($"/events/{id}")).Must(200).Json;
        (await ada.DeleteEvent(id)).Must(204);
        (await ada.Get($"/events/{id}")).MustBeProblem(404);
        Assert.Empty(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z", "&showCancelled=true"));
        var lying = Assert.Single((await ada.Get($"/calendars/{work}/trash")).Must(200).Items());
        Assert.Equal((id, ada.UserId), (lying.Of("eventId"), lying.Of("deletedBy")));
        Assert.NotEmpty(lying.Of("deletedAt"));
        var back = (await ada.Post($"/events/{id}/restore")).Must(200);
        Assert.Equal(before.GetProperty("start").GetRawText(), back.Json.GetProperty("start").GetRawText());
        Assert.Single(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
    }

    [Fact]
    public async Task History_tells_newest_first_who_did_what_in_pages()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "edit");
        (await ben.PatchEvent(id, new { title = "Dinner", location = "Hall" })).Must(200);
        (await ada.DeleteEvent(id)).Must(204);
        var whole = (await ben.Get($"/events/{id}/history")).Must(200).Items();
        Assert.Equal(["deleted", "updated", "created"], whole.Select(entry => entry.Of("action")));
        Assert.Equal(["version", "at", "userId", "action", "scope", "changed"], whole[1].Members());
        Assert.Equal((ben.UserId, "all", """["location","title"]"""), (whole[1].Of("userId"), whole[1].Of("scope"), whole[1].GetProperty("changed").GetRawText()));
        var first = (await ben.Get($"/events/{id}/history?pageSize=2")).Must(200);
        var second = (await ben.Get($"/events/{id}/history?pageSize=2&pageToken={first.Text("nextPageToken")}")).Must(200);
        Assert.Equal(whole.Select(Raw), first.Items().Concat(second.Items()).Select(Raw));
    }

    [Fact]
    public async Task An_earlier_version_comes_back_as_a_new_one()
    {
        var (ada, _, id) = await AdaAndHerEvent();
        (await ada.PatchEvent(id, new { title = "Second" })).Must(200);
        var back = (await ada.Post($"/events/{id}/restore", new { version = 1 })).Must(200);
        Assert.Equal(("Lunch", 3), (back.Text("title"), back.Json.GetProperty("version").GetInt32()));
        (await ada.Post($"/events/{id}/restore", new { version = 9 })).MustBeProblem(404);
        Assert.Equal(["version"], (await ada.Post($"/events/{id}/restore", new { version = 0 })).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task An_answer_changes_no_version_and_can_mean_one_instance()
    {
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var work = await ada.NewCalendar();
        var id = await ada.Make(work, EventCalls.Timed("Talk", "2026-03-02T09:00:00", "2026-03-02T10:00:00", "RRULE:FREQ=WEEKLY;COUNT=3").Inviting(ben));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).Must(200);
        (await ben.Put($"/events/{id}/attendees/me", """{"responseStatus":"declined","originalStart":{"dateTime":"2026-03-09T09:00:00-04:00","timeZone":"America/New_York"}}""")).Must(200);
        (await ben.Put($"/events/{id}/attendees/me", """{"responseStatus":"tentative","originalStart":"2026-03-16T13:00:00Z"}""")).Must(200);
        var seen = (await ada.Get($"/events/{id}")).Must(200);
        Assert.Equal(1, seen.Json.GetProperty("version").GetInt32());
        Assert.Equal("accepted", seen.Json.GetProperty("attendees")[0].Of("responseStatus"));
        Assert.Equal(["declined", "tentative"], seen.Json.GetProperty("overrides").EnumerateArray()
            .Select(changed => changed.GetProperty("attendees")[0].Of("responseStatus")));
        (await ben.Put($"/events/{id}/attendees/me", """{"responseStatus":"declined","originalStart":"2026-03-17T13:00:00Z"}""")).MustBeProblem(404);
        (await ada.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).MustBeProblem(403);
    }

    [Fact]
    public async Task Answers_of_many_at_once_all_count()
    {
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var guests = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.SignUp("Guest")));
        var id = await ada.Make(work, EventCalls.Timed("Party", "2026-05-04T12:00:00", "2026-05-04T13:00:00").Inviting(guests));
        var answers = await Task.WhenAll(guests.Select(guest => guest.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })));
        Assert.All(answers, answer => answer.Must(200));
        Assert.All((await ada.Get($"/events/{id}")).Must(200).Json.GetProperty("attendees").EnumerateArray(),
            guest => Assert.Equal("accepted", guest.Of("responseStatus")));
    }

    [Fact]
    public async Task Reminders_belong_to_the_caller_and_change_no_version()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        (await ben.Put($"/events/{id}/reminders/me", new { reminders = new[] { 5, 60 } })).Must(200);
        Assert.Equal("null", (await ada.Get($"/events/{id}")).Json.GetProperty("reminders").GetRawText());
        Assert.Equal("[5,60]", (await ben.Get($"/events/{id}")).Json.GetProperty("reminders").GetRawText());
        (await ben.Put($"/events/{id}/reminders/me", new { reminders = Array.Empty<int>() })).Must(200);
        Assert.Equal("[]", (await ben.Get($"/events/{id}")).Json.GetProperty("reminders").GetRawText());
        var reset = (await ben.Put($"/events/{id}/reminders/me", """{"reminders":null}""")).Must(200);
        Assert.Equal("null", reset.Json.GetProperty("reminders").GetRawText());
        Assert.Equal("\"1\"", reset.Header("ETag"));
    }

    [Fact]
    public async Task A_private_event_shows_its_viewers_when_and_nothing_else()
    {
        var (ada, work, id) = await AdaAndHerEvent();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        (await ada.PatchEvent(id, new { visibility = "private", title = "Secret" })).Must(200);
        var seen = (await ben.Get($"/events/{id}")).Must(200);
        Assert.Equal(["end", "endUtc", "start", "startUtc", "status", "title"], seen.Json.Members().Order(StringComparer.Ordinal));
        Assert.Equal(("Busy", ""), (seen.Text("title"), seen.Header("ETag")));
        Assert.DoesNotContain("Secret", (await ben.Get($"/calendars/{work}/changes")).Must(200).Raw, StringComparison.Ordinal);
        (await ben.PatchEvent(id, new { title = "x" }, version: "\"1\"")).MustBeProblem(403);
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("external", true)]
    [InlineData("none", true)]
    [InlineData("everybody", false)]
    public async Task Who_is_told_of_a_write_is_one_of_three_words(string word, bool isOne)
    {
        var (ada, _, id) = await AdaAndHerEvent();
        var answer = await ada.PatchEvent(id, new { title = "x" }, $"?sendUpdates={word}");
        if (isOne) answer.Must(200);
        else Assert.Equal(["sendUpdates"], answer.MustBeProblem(400).Faults);
    }

    private static string Raw(JsonElement json) => json.GetRawText();

    private static async Task<string> Sync(TestUser user, string calendar) =>
        (await user.Get($"/calendars/{calendar}/changes")).Must(200).Text("nextSyncToken");

    private async Task<(TestUser Ada, string Calendar, string Id)> AdaAndHerEvent()
    {
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        return (ada, work, await ada.Make(work, EventCalls.Timed("Lunch", "2026-05-04T12:00:00", "2026-05-04T13:00:00")));
    }
}
