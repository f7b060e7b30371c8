using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

/// <summary>The three scopes over HTTP. Their finer rules are tested where they are decided, in the domain.</summary>
public class ScopeTests(SharedServer shared)
{
    private const string Third = "originalStart=2026-03-16T13:00:00Z";

    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Without_a_scope_the_whole_series_is_meant_and_PUT_resets_what_it_leaves_out()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        (await ada.PatchEvent(id, new { location = "Kitchen", description = "Daily" })).Must(200);
        var put = (await ada.PutEvent(id, EventCalls.Timed("New", "2026-03-02T10:00:00", "2026-03-02T10:15:00", "RRULE:FREQ=WEEKLY;COUNT=2"))).Must(200);
        Assert.Equal(("", ""), (put.Text("location"), put.Text("description")));
        Assert.Equal(["2026-03-02T15:00:00Z", "2026-03-09T14:00:00Z"], (await Range(ada, work)).Starts());
    }

    [Fact]
    public async Task A_patch_of_null_goes_back_to_the_default_and_one_of_a_zone_keeps_the_time_on_the_wall()
    {
        var (ada, _, id) = await AdaAndHerSeries();
        (await ada.PatchEvent(id, new { location = "Kitchen", transparency = "transparent" })).Must(200);
        var patched = (await ada.PatchEvent(id,
            """{"location":null,"transparency":null,"start":{"timeZone":"Europe/Berlin"},"end":{"timeZone":"Europe/Berlin"}}""")).Must(200);
        Assert.Equal(("", "opaque"), (patched.Text("location"), patched.Text("transparency")));
        Assert.Equal("2026-03-02T09:00:00+01:00", patched.Json.Of("start", "dateTime"));
    }

    [Fact]
    public async Task A_patch_makes_a_timed_event_all_day_and_back()
    {
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var id = await ada.Make(work, EventCalls.Timed("Trip", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        var day = (await ada.PatchEvent(id, """{"start":{"date":"2026-05-04"},"end":{"date":"2026-05-06"}}""")).Must(200);
        Assert.Equal("""{"date":"2026-05-06"}""", day.Json.GetProperty("end").GetRawText());
        var timed = (await ada.PatchEvent(id, """{"start":{"dateTime":"2026-05-04T08:00:00"},"end":{"dateTime":"2026-05-04T09:00:00"}}""")).Must(200);
        Assert.Equal("2026-05-04T08:00:00-04:00", timed.Json.Of("start", "dateTime"));
    }

    [Fact]
    public async Task This_makes_an_override_with_what_differs_and_answers_the_master()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        var patched = (await ada.PatchEvent(id, new { title = "Long" }, $"?scope=this&{Third}")).Must(200);
        Assert.Equal("Standup", patched.Text("title"));
        Assert.Equal("\"2\"", patched.Header("ETag"));
        var changed = Assert.Single(patched.Json.GetProperty("overrides").EnumerateArray());
        Assert.Equal(["originalStart", "title"], changed.Members());
        var shown = await Range(ada, work);
        Assert.Equal(["Standup", "Standup", "Long", "Standup", "Standup", "Standup"], shown.Titles());
        Assert.Equal([false, false, true, false, false, false], shown.Select(item => item.GetProperty("isModified").GetBoolean()));
    }

    [Fact]
    public async Task A_member_that_an_override_does_not_name_follows_the_master()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        (await ada.PatchEvent(id, new { title = "Long" }, $"?scope=this&{Third}")).Must(200);
        (await ada.PatchEvent(id, new { location = "Kitchen", title = "Short" })).Must(200);
        var shown = await Range(ada, work);
        Assert.Equal(["Short", "Short", "Long", "Short", "Short", "Short"], shown.Titles());
        Assert.All(shown, item => Assert.Equal("Kitchen", item.Of("location")));
    }

    [Theory]
    [InlineData("2026-03-16T13:00:00Z")]
    [InlineData("2026-03-16T09:00:00-04:00")]
    [InlineData("2026-03-16T14:00:00%2B01:00")]
    [InlineData("2026-03-16T09:00:00")]
    public async Task Any_form_of_the_original_start_names_the_instance(string form)
    {
        var (ada, _, id) = await AdaAndHerSeries();
        var patched = (await ada.PatchEvent(id, new { title = "Long" }, $"?scope=this&originalStart={form}")).Must(200);
        Assert.Equal("2026-03-16T09:00:00-04:00", patched.Json.GetProperty("overrides")[0].Of("originalStart", "dateTime"));
    }

    [Theory]
    [InlineData("PATCH", "this")]
    [InlineData("PUT", "following")]
    [InlineData("DELETE", "this")]
    [InlineData("DELETE", "following")]
    public async Task No_such_instance_is_404_before_428(string method, string scope)
    {
        var (ada, _, id) = await AdaAndHerSeries();
        var body = method == "DELETE" ? null : EventCalls.Timed("x", "2026-03-02T10:00:00", "2026-03-02T10:15:00").ToJsonString();
        (await ada.Send(method, $"/events/{id}?scope={scope}&originalStart=2026-03-17T13:00:00Z", body)).MustBeProblem(404);
        (await ada.Send(method, $"/events/{id}?scope={scope}&{Third}", body)).MustBeProblem(428);
        (await ada.Send(method, $"/events/{id}?scope={scope}&{Third}", body, ("If-Match", "\"9\""))).MustBeProblem(412);
    }

    [Fact]
    public async Task A_recurrence_for_one_instance_is_refused()
    {
        var (ada, _, id) = await AdaAndHerSeries();
        var refused = (await ada.PatchEvent(id, """{"recurrence":["RRULE:FREQ=DAILY"]}""", $"?scope=this&{Third}")).MustBeProblem(400);
        Assert.Equal(["recurrence"], refused.Faults);
    }

    [Fact]
    public async Task Following_ends_the_series_and_makes_a_new_event_with_the_rest()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        var split = (await ada.PatchEvent(id, new { title = "Later" }, $"?scope=following&{Third}")).Must(200);
        Assert.NotEqual(id, split.Text("eventId"));
        Assert.Equal(id, split.Text("previousEventId"));
        var shown = await Range(ada, work);
        Assert.Equal(["Standup", "Standup", "Later", "Later", "Later", "Later"], shown.Titles());
        Assert.Equal(6, shown.Starts().Distinct().Count());
    }

    [Fact]
    public async Task Following_at_the_first_instance_is_the_same_as_all()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        var patched = (await ada.PatchEvent(id, new { title = "All" }, "?scope=following&originalStart=2026-03-02T14:00:00Z")).Must(200);
        Assert.Equal(id, patched.Text("eventId"));
        Assert.Equal(["All"], (await Range(ada, work)).Titles().Distinct());
    }

    [Fact]
    public async Task The_second_half_keeps_everybodys_reminders()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        var ben = await server.SignUp("Ben");
        await ada.Share(work, ben, "view");
        (await ben.Put($"/events/{id}/reminders/me", new { reminders = new[] { 30 } })).Must(200);
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = new[] { 5 } })).Must(200);
        var split = (await ada.PatchEvent(id, new { title = "Later" }, $"?scope=following&{Third}")).Must(200);
        Assert.Equal("[5]", split.Json.GetProperty("reminders").GetRawText());
        Assert.Equal("[30]", (await ben.Get($"/events/{split.Text("eventId")}")).Must(200).Json.GetProperty("reminders").GetRawText());
    }

    [Fact]
    public async Task Deleting_one_cancels_it_and_deleting_following_ends_the_series()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        var one = (await ada.DeleteEvent(id, $"?scope=this&{Third}")).Must(204);
        Assert.Equal("\"2\"", one.Header("ETag"));
        (await ada.DeleteEvent(id, "?scope=following&originalStart=2026-03-30T13:00:00Z")).Must(204);
        Assert.Equal(["2026-03-02T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-23T13:00:00Z"], (await Range(ada, work)).Starts());
    }

    [Fact]
    public async Task A_write_needs_the_version_that_is_there_and_a_stale_one_gets_the_event()
    {
        var (ada, _, id) = await AdaAndHerSeries();
        (await ada.Patch($"/events/{id}", new { title = "x" })).MustBeProblem(428);
        (await ada.PatchEvent(id, new { title = "One" }, version: "\"1\"")).Must(200);
        var stale = (await ada.PatchEvent(id, new { title = "Two" }, version: "\"1\"")).MustBeProblem(412);
        Assert.Equal(("One", 2), (stale.Json.Of("current", "title"), stale.Json.GetProperty("current").GetProperty("version").GetInt32()));
        (await ada.PatchEvent(id, """{"title":7}""", version: "\"1\"")).MustBeProblem(412);
        (await ada.PatchEvent(id, """{"title":7}""", version: "\"2\"")).MustBeProblem(400);
    }

    [Fact]
    public async Task If_the_start_moves_overrides_move_with_it()
    {
        var (ada, work, id) = await AdaAndHerSeries();
        (await ada.PatchEvent(id, new { title = "Long" }, $"?scope=this&{Third}")).Must(200);
        (await ada.PatchEvent(id, """{"start":{"dateTime":"2026-03-02T11:00:00"},"end":{"dateTime":"2026-03-02T11:15:00"}}""")).Must(200);
        var shown = await Range(ada, work);
        Assert.Equal(["Standup", "Standup", "Long", "Standup", "Standup", "Standup"], shown.Titles());
        Assert.Equal("2026-03-16T15:00:00Z", shown[2].Of("startUtc"));
    }

    private static Task<IReadOnlyList<System.Text.Json.JsonElement>> Range(TestUser user, string calendar) =>
        user.Range(calendar, "2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z");

    private async Task<(TestUser Ada, string Calendar, string Id)> AdaAndHerSeries()
    {
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        return (ada, work, await ada.MakeWeekly(work));
    }
}
