using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Clocks;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Two notifiers over one store; one of them dies between sending and recording.</summary>
public sealed class TwoNotifiersTests
{
    [Theory]
    [InlineData(Step.SettleNotification)]
    [InlineData(Step.FollowNotifications)]
    public async Task Nothing_is_lost_and_what_comes_twice_has_the_same_key(Step deadly)
    {
        var clock = new FakeTimeProvider(DeliveryScene.Begin);
        var state = new InMemoryState();
        await using var scene = await DeliveryScene.Start(clock, new InMemoryStorageSet(clock, state), "--roles", "api,worker");
        for (var n = 0; n < 40; n++) await scene.Make($"Event {n}", "12:00");
        await scene.Server.Settle();
        await scene.TurnTo("10:40:00");
        var dying = new InMemoryStorageSet(clock, state);
        dying.Faults.DieBefore(deadly, after: 7);
        await using var first = await Notifier(dying, clock);
        await scene.Until(() => dying.Faults.IsDead, TimeSpan.FromSeconds(1));
        await using var second = await Notifier(new InMemoryStorageSet(clock, state), clock);
        await scene.Until(() => scene.Titles.Distinct().Count() == 40, TimeSpan.FromSeconds(1));
        await scene.TurnTo("11:10:00");
        Assert.Equal(40, scene.Told.Select(one => one.Key).Distinct().Count());
        Assert.Equal(40, scene.Titles.Distinct().Count());
        Assert.True(scene.Told.Count > 40, "those that were sent and not recorded come again");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task A_notifier_whose_clock_is_wrong_is_neither_early_nor_late(int minutes)
    {
        var clock = new FakeTimeProvider(DeliveryScene.Begin);
        var state = new InMemoryState();
        await using var scene = await DeliveryScene.Start(clock, new InMemoryStorageSet(clock, state), "--roles", "api,worker");
        await scene.Make("Lunch", "12:00");
        await scene.Server.Settle();
        await using var wrong = await Notifier(new InMemoryStorageSet(clock, state), new WrongClock(clock, TimeSpan.FromMinutes(minutes)));
        await scene.TurnTo("10:49:55");
        Assert.Empty(scene.Told);
        await scene.Until(() => !scene.Told.IsEmpty, TimeSpan.FromSeconds(1));
        Assert.InRange(scene.Told.Single().At.TimeOfDay, new TimeSpan(10, 50, 0), new TimeSpan(10, 59, 0));
    }

    /// <summary>It believes that the reminder's time is over, or far away.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task What_is_written_by_a_process_whose_clock_is_wrong_is_told_at_its_time(int minutes)
    {
        var clock = new FakeTimeProvider(DeliveryScene.Begin);
        var state = new InMemoryState();
        await using var scene = await DeliveryScene.Start(clock, new InMemoryStorageSet(clock, state));
        await using var wrong = await TestServer.Start(new TestSetup
        {
            Clock = new WrongClock(clock, TimeSpan.FromMinutes(minutes)), Storage = new InMemoryStorageSet(clock, state), Arguments = ["--roles", "api"],
        });
        var ada = new TestUser(wrong.Http, scene.Ada.Token);
        var made = await ada.Create(scene.Work, EventCalls.Timed("Soon", "2026-03-02T09:25:00", "2026-03-02T09:40:00"));
        Assert.Equal(DeliveryScene.Begin, made.Must(201).Json.GetProperty("createdAt").GetDateTimeOffset());
        await wrong.Settle();
        Assert.Equal(["Soon"], (await ada.Get("/notifications/upcoming")).Must(200).Items().Titles());
        await scene.TurnTo("08:14:50");
        Assert.Empty(scene.Told);
        await scene.Until(() => !scene.Told.IsEmpty, TimeSpan.FromSeconds(1));
        Assert.InRange(scene.Told.Single().At.TimeOfDay, new TimeSpan(8, 15, 0), new TimeSpan(8, 24, 0));
    }

    private static Task<TestServer> Notifier(InMemoryStorageSet set, TimeProvider clock) => TestServer.Start(new TestSetup
    {
        Clock = clock, Storage = set, Arguments = ["--roles", "notifier", "--Kalends:Notifications:AllowPrivateAddresses", "true"],
    });
}
