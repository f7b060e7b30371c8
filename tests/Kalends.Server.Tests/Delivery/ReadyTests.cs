using System.Collections.Immutable;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Storage.Notifications;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>What is made ready a moment before it is due: it goes out at its time, as things stand then.</summary>
public sealed class ReadyTests
{
    private static readonly Instant Due = Instant.FromUtc(2026, 3, 2, 10, 50);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider clock = new(DeliveryScene.Begin);

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task It_is_told_at_its_time_and_not_a_moment_before(string set)
    {
        await using var scene = await Start(set);
        await scene.Make("Lunch", "12:00");
        await scene.TurnTo("10:49:59");
        clock.Advance(TimeSpan.FromMilliseconds(999));
        await Pause(500);
        Assert.Empty(scene.Told);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        for (var tries = 0; scene.Told.IsEmpty && tries < 1000; tries++) await Pause(20);
        Assert.Equal(Due, Instant.FromDateTimeOffset(Assert.Single(scene.Told).At));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_is_changed_in_between_counts(string set)
    {
        await using var scene = await Start(set, "--roles", "api,worker");
        await scene.Make("Kept", "12:00");
        var renamed = await scene.Make("Renamed", "12:00");
        var deleted = await scene.Make("Deleted", "12:00");
        var moved = await scene.Make("Moved", "12:00");
        var (ready, due) = await MakeReady(scene);
        (await scene.Ada.PatchEvent(renamed, """{"title":"Now called so"}""")).Must(200);
        (await scene.Ada.DeleteEvent(deleted)).Must(204);
        (await scene.Ada.PatchEvent(moved, """{"start":{"dateTime":"2026-03-02T15:00:00","timeZone":"Europe/Zurich"},"end":{"dateTime":"2026-03-02T15:30:00","timeZone":"Europe/Zurich"}}""")).Must(200);
        Assert.False(ready.IsCompleted);
        var decisions = await AtLast(ready);
        Assert.Equal(due.Select(one => one.Id), decisions.Select(decision => decision.Due.Id));
        Assert.Equal(["Kept", "Now called so"], Titles(decisions));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Whoever_loses_the_right_to_read_in_between_is_not_told(string set)
    {
        await using var scene = await Start(set, "--roles", "api,worker");
        var ben = await scene.NewUser("Ben");
        var secret = await scene.Make("Secret", "12:00");
        await scene.Ada.Share(scene.Work, ben, "view");
        (await ben.Put($"/events/{secret}/reminders/me", new { reminders = new[] { 10 } })).Must(200);
        var (ready, due) = await MakeReady(scene);
        Assert.Equal(2, due.Length);
        (await scene.Ada.Delete($"/calendars/{scene.Work}/shares/{ben.UserId}")).Must(204);
        Assert.False(ready.IsCompleted);
        Assert.Equal([scene.Ada.UserId], (await AtLast(ready)).OfType<Decision.Send>().Select(send => send.Due.UserId.ToString()));
    }

    /// <summary>Nobody tells of other preferences; but a process that was paused believes nothing it found out before.</summary>
    [Theory, MemberData(nameof(Sets))]
    public async Task What_was_found_out_long_ago_does_not_count(string set)
    {
        await using var scene = await Start(set, "--roles", "api,worker");
        await scene.Make("Lunch", "12:00");
        var (ready, _) = await MakeReady(scene);
        (await scene.Ada.Post("/notifications/preferences", """{"channels":{"webhook":{"enabled":false}}}""")).Must(200);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Decision.Drop>(Assert.Single(await AtLast(ready)));
    }

    /// <summary>On the weakest set too no news is lost: what is not heard of within the moment cannot be known.</summary>
    private Task<DeliveryScene> Start(string set, params string[] arguments)
    {
        var options = new InMemoryOptions { LosesOneSignalIn = 0 };
        return DeliveryScene.Start(clock, set == StorageSets.Weakest ? new InMemoryStorageSet(clock, options: options) : null, arguments);
    }

    /// <summary>Everything due is being made ready, half a second before its time.</summary>
    private async Task<(Task<ImmutableArray<Decision>> Ready, ImmutableArray<Notification> Due)> MakeReady(DeliveryScene scene)
    {
        await scene.Server.Settle();
        clock.Advance((Due - Instant.FromDateTimeOffset(DeliveryScene.Begin)).ToTimeSpan() - Moment);
        var store = scene.Server.Storage.Notifications;
        var due = new List<Notification>();
        for (var shard = 0; shard < store.Shards.Count; shard++)
            due.AddRange((await store.ReadDue(new DueQuery(new DueSpan(shard, Due, Due + Duration.FromSeconds(1)), 100), TestContext.Current.CancellationToken)).Items);
        ImmutableArray<Notification> page = [.. due];
        var ready = Make(scene.Server.Services).Run(new DuePage(page, new Nowhere()), TestContext.Current.CancellationToken);
        await Pause(300);
        return (ready, page);
    }

    private static MakeReady Make(IServiceProvider services)
    {
        var digests = ActivatorUtilities.CreateInstance<MakeDigest>(services, ActivatorUtilities.CreateInstance<ReadDay>(services));
        var check = ActivatorUtilities.CreateInstance<CheckDue>(services, ActivatorUtilities.CreateInstance<ReadFacts>(services), digests);
        return ActivatorUtilities.CreateInstance<MakeReady>(services, check);
    }

    private async Task<ImmutableArray<Decision>> AtLast(Task<ImmutableArray<Decision>> ready)
    {
        clock.Advance(Moment);
        for (var tries = 0; !ready.IsCompleted && tries < 1000; tries++)
        {
            await Pause(5);
            clock.Advance(TimeSpan.FromMilliseconds(1)); // it may only now begin to wait
        }
        return await ready;
    }

    private static IEnumerable<string> Titles(ImmutableArray<Decision> decisions) =>
        decisions.OfType<Decision.Send>().Select(send => send.Message.Occurrence.Face.Title).Order(StringComparer.Ordinal);

    private static Task Pause(int milliseconds) => Task.Delay(milliseconds, TestContext.Current.CancellationToken);
}
