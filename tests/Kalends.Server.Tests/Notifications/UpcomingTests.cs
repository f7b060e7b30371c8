using System.Text.Json;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Notifications;

/// <summary>What is to come, on a server whose clock stands on Monday 2 March 2026, 08:00 UTC (09:00 in Zurich).</summary>
public sealed class UpcomingTests : IAsyncLifetime
{
    private TestServer server = null!;
    private TestUser ada = null!;
    private string work = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(new TestSetup { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)) });
        ada = await server.SignUp();
        work = await ada.NewCalendar("Europe/Zurich");
        (await ada.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}}}""")).Must(200);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_default_reminder_gives_one_item_for_each_enabled_channel()
    {
        var id = await ada.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T13:00:00"));
        var item = Assert.Single(await Upcoming());
        Assert.Equal(
            ["notificationId", "occurrenceId", "eventId", "calendarId", "title", "start", "triggerTime", "type", "status", "retryCount", "nextAttempt"],
            item.Members());
        Assert.Equal((id, work, "Lunch", "email", "pending"), (item.Of("eventId"), item.Of("calendarId"), item.Of("title"), item.Of("type"), item.Of("status")));
        Assert.Equal("2026-03-02T10:50:00Z", item.Of("triggerTime"));
        (await ada.Post("/notifications/preferences", """{"channels":{"push":{"enabled":true}}}""")).Must(200);
        Assert.Equal(["email", "push"], (await Upcoming()).Select(one => one.Of("type")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ones_own_reminders_win_and_none_means_none()
    {
        var id = await ada.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T13:00:00"));
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = new[] { 60, 5 } })).Must(200);
        Assert.Equal(["2026-03-02T10:00:00Z", "2026-03-02T10:55:00Z"], (await Upcoming()).Select(Trigger));
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = Array.Empty<int>() })).Must(200);
        Assert.Empty(await Upcoming());
    }

    [Fact]
    public async Task A_reminder_of_weeks_shows_before_an_event_far_ahead()
    {
        var id = await ada.Make(work, EventCalls.Timed("Trip", "2026-12-31T09:00:00", "2026-12-31T10:00:00"));
        var minutes = (int)(new DateTime(2026, 12, 31, 8, 0, 0) - new DateTime(2026, 3, 3, 8, 0, 0)).TotalMinutes;
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = new[] { minutes } })).Must(200);
        Assert.Equal("2026-03-03T08:00:00Z", Trigger(Assert.Single(await Upcoming())));
    }

    [Fact]
    public async Task Reminders_of_minutes_and_of_weeks_on_one_series_each_tell_once_until_it_is_declined()
    {
        var id = await ada.Make(work, EventCalls.Timed("Stand-up", "2026-03-02T12:00:00", "2026-03-02T12:15:00", "RRULE:FREQ=DAILY").Inviting(ada));
        (await ada.Put($"/events/{id}/reminders/me", new { reminders = new[] { 10, 7 * 24 * 60 } })).Must(200);
        var triggers = (await Upcoming()).Select(Trigger);
        Assert.Equal(["2026-03-02T10:50:00Z", "2026-03-02T11:00:00Z", "2026-03-03T10:50:00Z", "2026-03-03T11:00:00Z"], triggers);
        (await ada.Put($"/events/{id}/attendees/me", new { responseStatus = "declined" })).Must(200);
        Assert.Empty(await Upcoming());
    }

    [Fact]
    public async Task What_lies_past_the_materialised_hours_looks_the_same_and_comes_in_pages()
    {
        await ada.Make(work, EventCalls.Timed("Daily", "2026-03-02T12:00:00", "2026-03-02T13:00:00", "RRULE:FREQ=DAILY"));
        Assert.Equal(2, (await Upcoming()).Count);
        var whole = await Upcoming("?until=2026-04-02T08:00:00Z");
        Assert.Equal(31, whole.Count);
        Assert.Equal(whole.Select(Trigger).Order(StringComparer.Ordinal), whole.Select(Trigger));
        Assert.Single(whole.Select(one => string.Join(' ', one.Members())).Distinct());
        var first = (await ada.Get("/notifications/upcoming?until=2026-04-02T08:00:00Z&pageSize=20")).Must(200);
        var second = (await ada.Get($"/notifications/upcoming?until=2026-04-02T08:00:00Z&pageSize=20&pageToken={first.Text("nextPageToken")}")).Must(200);
        Assert.Equal(whole.Select(Raw), first.Items().Concat(second.Items()).Select(Raw));
    }

    [Fact]
    public async Task Quiet_hours_show_in_the_trigger_time()
    {
        await ada.Make(work, EventCalls.Timed("Early", "2026-03-03T07:05:00", "2026-03-03T08:00:00"));
        Assert.Equal("2026-03-03T05:55:00Z", Trigger(Assert.Single(await Upcoming())));
        (await ada.Post("/notifications/preferences", """{"quietHours":{"start":"22:00","end":"07:00"}}""")).Must(200);
        Assert.Equal("2026-03-03T06:00:00Z", Trigger(Assert.Single(await Upcoming())));
    }

    [Fact]
    public async Task Nothing_is_told_of_what_is_cancelled_deleted_or_past()
    {
        await ada.Make(work, EventCalls.Timed("Past", "2026-03-02T08:00:00", "2026-03-02T08:30:00"));
        await ada.Make(work, EventCalls.Timed("Off", "2026-03-02T12:00:00", "2026-03-02T13:00:00").With("status", "cancelled"));
        (await ada.DeleteEvent(await ada.Make(work, EventCalls.Timed("Gone", "2026-03-02T12:00:00", "2026-03-02T13:00:00")))).Must(204);
        Assert.Empty(await Upcoming());
        await ada.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T13:00:00"));
        Assert.Single(await Upcoming());
        (await ada.Delete($"/calendars/{work}", ("If-Match", "*"))).Must(204);
        Assert.Empty(await Upcoming());
    }

    [Fact]
    public async Task Guests_are_told_once_they_accept_and_as_long_as_they_do_not_decline()
    {
        var ben = await server.SignUp("Ben");
        (await ben.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}}}""")).Must(200);
        var id = await ada.Make(work, EventCalls.Timed("Talk", "2026-03-02T12:00:00", "2026-03-02T13:00:00").Inviting(ada, ben));
        Assert.Empty(await Upcoming(user: ben));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).Must(200);
        Assert.Equal("Talk", Assert.Single(await Upcoming(user: ben)).Of("title"));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "declined" })).Must(200);
        Assert.Empty(await Upcoming(user: ben));
        Assert.Single(await Upcoming());
        (await ada.Put($"/events/{id}/attendees/me", new { responseStatus = "declined" })).Must(200);
        Assert.Empty(await Upcoming());
    }

    [Fact]
    public async Task Readers_who_set_reminders_are_told_until_their_share_is_taken_away()
    {
        var ben = await server.SignUp("Ben");
        (await ben.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}}}""")).Must(200);
        await ada.Share(work, ben, "view");
        var id = await ada.Make(work, EventCalls.Timed("Talk", "2026-03-02T12:00:00", "2026-03-02T13:00:00"));
        (await ben.Put($"/events/{id}/reminders/me", new { reminders = new[] { 30 } })).Must(200);
        Assert.Equal("2026-03-02T10:30:00Z", Trigger(Assert.Single(await Upcoming(user: ben))));
        (await ada.Delete($"/calendars/{work}/shares/{ben.UserId}")).Must(204);
        Assert.Empty(await Upcoming(user: ben));
    }

    [Fact]
    public async Task What_is_stored_is_what_is_told()
    {
        await ada.Make(work, EventCalls.Timed("Daily", "2026-03-02T12:00:00", "2026-03-02T13:00:00", "RRULE:FREQ=DAILY"));
        var told = (await Upcoming()).Select(one => one.Of("notificationId"));
        var user = new Domain.Identity.UserId(long.Parse(ada.UserId, null));
        var stored = await server.Storage.Notifications.ReadOf(
            user, NodaTime.Instant.FromUtc(2026, 3, 2, 8, 0), NodaTime.Instant.FromUtc(2026, 3, 4, 8, 0), default);
        Assert.Equal(told, stored.Select(one => one.Id.ToString()));
        (await ada.Post("/notifications/preferences", """{"defaultReminders":[20]}""")).Must(200);
        var after = await server.Storage.Notifications.ReadOf(
            user, NodaTime.Instant.FromUtc(2026, 3, 2, 8, 0), NodaTime.Instant.FromUtc(2026, 3, 4, 8, 0), default);
        Assert.Equal([20, 20], after.Select(one => one.Offset));
    }

    private static string Trigger(JsonElement item) => item.Of("triggerTime");

    private static string Raw(JsonElement item) => item.GetRawText();

    private async Task<IReadOnlyList<JsonElement>> Upcoming(string query = "", TestUser? user = null) =>
        (await (user ?? ada).Get("/notifications/upcoming" + query)).Must(200).Items();
}
