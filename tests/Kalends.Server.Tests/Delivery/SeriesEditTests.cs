using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Delivery;

/// <summary>A daily series of a year with three reminders for fifty people is moved while it is being told.</summary>
public sealed class SeriesEditTests
{
    private const int People = 50;

    [Theory, MemberData(nameof(Sets))]
    public async Task Old_reminders_never_fire_and_new_ones_do(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        var guests = new List<TestUser>();
        for (var n = 0; n < People; n++) guests.Add(await scene.NewUser($"guest{n}"));
        var id = await scene.Ada.Make(scene.Work, EventCalls.Timed("Daily", "2026-03-02T12:00:00", "2026-03-02T12:30:00", "RRULE:FREQ=DAILY;COUNT=365").Inviting([.. guests]));
        foreach (var guest in guests)
        {
            (await guest.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).Must(200);
            (await guest.Put($"/events/{id}/reminders/me", new { reminders = new[] { 10, 30, 60 } })).Must(200);
        }
        await scene.Server.Settle();
        await scene.Until(() => scene.Told.Count >= People, TimeSpan.FromSeconds(15)); // those an hour before, 10:00 UTC
        var before = scene.Told.Count;
        (await scene.Ada.PatchEvent(id, new JsonObject
        {
            ["start"] = new JsonObject { ["dateTime"] = "2026-03-02T16:00:00", ["timeZone"] = "Europe/Zurich" },
            ["end"] = new JsonObject { ["dateTime"] = "2026-03-02T16:30:00", ["timeZone"] = "Europe/Zurich" },
        }.ToJsonString())).Must(200);
        var moved = scene.Clock.GetUtcNow();
        await scene.Server.Settle();
        await scene.TurnTo("12:00:00");
        Assert.DoesNotContain(scene.Told.Skip(before + 5), one => one.At > moved.AddSeconds(30));
        await scene.Until(() => NewOnes() == People * 3, TimeSpan.FromSeconds(15));
        await scene.TurnTo("15:10:00");
        Assert.Equal(People * 3, NewOnes());
        Assert.All(scene.Told.Where(one => one.At > moved.AddMinutes(1)), one => Assert.Equal(15, one.Start.Hour));

        int NewOnes() => scene.Told.Where(one => one.Start.Hour == 15 && one.Path != "/Ada").Select(one => one.Key).Distinct().Count();
    }

    public static TheoryData<string> Sets => StorageSets.WithoutServers;
}
