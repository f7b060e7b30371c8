using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Receivers;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Reminders arrive once, on time, and not where there is nothing to tell any more. On both sets.</summary>
public sealed class ReminderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task One_arrives_once_at_its_time(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        await scene.Make("Lunch", "12:00");
        await scene.TurnTo("10:49:30");
        Assert.Empty(scene.Told);
        await scene.Until(() => !scene.Told.IsEmpty, Second);
        await scene.TurnTo("11:30:00");
        var told = Assert.Single(scene.Told);
        Assert.Equal("Lunch", told.Title);
        Assert.InRange(told.At, new DateTimeOffset(2026, 3, 2, 10, 50, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 10, 59, 0, TimeSpan.Zero));
        Assert.DoesNotContain((await scene.Ada.Get("/notifications/upcoming")).Items(), item => item.Of("title") == "Lunch");
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_is_moved_deleted_or_cancelled_is_not_told_at_its_old_time(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        var moved = await scene.Make("Moved", "12:00");
        var deleted = await scene.Make("Deleted", "12:00");
        var series = await scene.Make("Daily", "12:00", 2, "RRULE:FREQ=DAILY");
        await scene.Make("Kept", "12:00");
        await scene.TurnTo("10:45:00");
        (await scene.Ada.PatchEvent(moved, """{"start":{"dateTime":"2026-03-02T15:00:00","timeZone":"Europe/Zurich"},"end":{"dateTime":"2026-03-02T15:30:00","timeZone":"Europe/Zurich"}}""")).Must(200);
        (await scene.Ada.DeleteEvent(deleted)).Must(204);
        (await scene.Ada.DeleteEvent(series, "?scope=this&originalStart=2026-03-02T12:00:00%2B01:00")).Must(204);
        await scene.Until(() => !scene.Told.IsEmpty, Second);
        await scene.TurnTo("11:10:00");
        Assert.Equal(["Kept"], scene.Titles);
        await scene.TurnTo("13:49:00");
        await scene.Until(() => scene.Titles.Contains("Moved"), Second * 5);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero), scene.Told.Last().Start);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task An_instance_that_moves_after_it_was_told_is_told_again(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        var series = await scene.Make("Daily", "12:00", 2, "RRULE:FREQ=DAILY");
        await scene.Until(() => !scene.Told.IsEmpty, Second * 20);
        (await scene.Ada.PatchEvent(
            series, """{"start":{"dateTime":"2026-03-02T17:00:00","timeZone":"Europe/Zurich"},"end":{"dateTime":"2026-03-02T17:30:00","timeZone":"Europe/Zurich"}}""",
            "?scope=this&originalStart=2026-03-02T12:00:00%2B01:00")).Must(200);
        await scene.TurnTo("15:49:00");
        await scene.Until(() => scene.Told.Count > 1, Second);
        await scene.TurnTo("16:30:00");
        Assert.Equal(2, scene.Told.Count);
        Assert.Equal(2, scene.Told.Select(one => one.Key).Distinct().Count());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Whoever_lost_the_right_to_read_is_not_told(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        var ben = await scene.NewUser("Ben");
        var secret = await scene.Make("Secret", "12:00");
        await scene.Ada.Share(scene.Work, ben, "view");
        (await ben.Put($"/events/{secret}/reminders/me", new { reminders = new[] { 10 } })).Must(200);
        (await scene.Ada.Delete($"/calendars/{scene.Work}/shares/{ben.UserId}")).Must(204);
        await scene.Until(() => !scene.Told.IsEmpty, Second * 20);
        await scene.TurnTo("11:20:00");
        Assert.Equal(["/Ada"], scene.Told.Select(one => one.Path));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Changed_preferences_count_at_once(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        await scene.Make("Early", "12:00");
        await scene.Make("Late", "20:00");
        (await scene.Ada.Post("/notifications/preferences", """{"defaultReminders":[30],"quietHours":{"start":"11:15","end":"11:45"}}""")).Must(200);
        await scene.TurnTo("10:44:30");
        Assert.Empty(scene.Told);
        await scene.Until(() => !scene.Told.IsEmpty, Second);
        Assert.InRange(scene.Told.Single().At.TimeOfDay, new TimeSpan(10, 45, 0), new TimeSpan(10, 55, 0));
        (await scene.Ada.Post("/notifications/preferences", """{"channels":{"webhook":{"enabled":false}}}""")).Must(200);
        await scene.TurnTo("19:00:00");
        Assert.Equal(["Early"], scene.Titles);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_fails_is_tried_again_with_the_same_key_and_shows_as_retrying(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        var failures = 3;
        scene.Answer = _ => Interlocked.Decrement(ref failures) >= 0 ? HttpReaction.Of(503) : HttpReaction.Of(204);
        await scene.Make("Lunch", "12:00");
        await scene.Until(() => !scene.Told.IsEmpty, Second * 20);
        await scene.Until(() => Shows("retrying"), TimeSpan.Zero);
        await scene.Until(() => scene.Told.Count == 4, Second * 2);
        await scene.TurnTo("11:40:00");
        Assert.Equal(4, scene.Told.Count);
        Assert.Single(scene.Told.Select(one => one.Key).Distinct());

        async Task<bool> Shows(string status) =>
            (await scene.Ada.Get("/notifications/upcoming")).Must(200).Items().Any(item => item.Of("status") == status && item.Of("title") == "Lunch");
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Nobody_is_told_more_often_than_the_cap_and_an_avalanche_of_changes_waits(string set)
    {
        await using var scene = await DeliveryScene.Start(set, "--Kalends:Notifications:HourlyCap", "6", "--Kalends:Notifications:BulkChange", "3");
        await scene.TurnTo("08:59:30");
        for (var n = 0; n < 10; n++) await scene.Make($"Bulk {n}", "10:10");
        await scene.Until(() => scene.Told.Count == 3, Second);
        await scene.TurnTo("09:00:40");
        Assert.Equal(3, scene.Told.Count);
        await scene.Until(() => scene.Told.Count == 6, Second * 5);
        await scene.TurnTo("09:20:00");
        Assert.Equal(6, scene.Told.Count);
        Assert.Equal(6, scene.Told.Select(one => one.Key).Distinct().Count());
    }
}
