using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Storage;
using Kalends.Storage.Notifications;
using Kalends.Testing.InMemory;
using Kalends.Testing.Receivers;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>
/// A server on Monday 2 March 2026, 08:00 UTC, by a clock that the test turns; Ada, told by webhook, and what was told when.
/// </summary>
internal sealed class DeliveryScene : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Stuck = TimeSpan.FromMilliseconds(500);

    private DeliveryScene(FakeTimeProvider clock, HttpReceiver hook, TestServer server)
    {
        (Clock, Hook, Server) = (clock, hook, server);
        hook.Script = request =>
        {
            Told.Enqueue(new Telling(JsonElement.Parse(request.Body), request.Header("Idempotency-Key"), request.Path, clock.GetUtcNow()));
            return Answer(request);
        };
    }

    public FakeTimeProvider Clock { get; }

    public HttpReceiver Hook { get; }

    public TestServer Server { get; }

    public TestUser Ada { get; private set; } = null!;

    public string Work { get; private set; } = "";

    public ConcurrentQueue<Telling> Told { get; } = new();

    public Func<ReceivedRequest, HttpReaction> Answer { get; set; } = _ => HttpReaction.Of(204);

    public string[] Titles => [.. Told.Select(one => one.Title)];

    public static Task<DeliveryScene> Start(string set, params string[] arguments)
    {
        var clock = new FakeTimeProvider(Begin);
        return Start(clock, set == StorageSets.Weakest ? new InMemoryStorageSet(clock) : null, arguments);
    }

    public static async Task<DeliveryScene> Start(FakeTimeProvider clock, StorageSet? storage, params string[] arguments)
    {
        var server = await TestServer.Start(new TestSetup
        {
            Clock = clock, Storage = storage, Arguments = ["--Kalends:Notifications:AllowPrivateAddresses", "true", .. arguments],
        });
        var scene = new DeliveryScene(clock, HttpReceiver.Start(), server);
        scene.Ada = await scene.NewUser("Ada");
        scene.Work = await scene.Ada.NewCalendar("Europe/Zurich");
        return scene;
    }

    /// <summary>Somebody who is told by webhook only, at a path that is their name.</summary>
    public async Task<TestUser> NewUser(string name, string timeZone = "Europe/Zurich")
    {
        var user = await Server.SignUp(name, timeZone);
        (await user.Post("/notifications/preferences", """{"channels":{"email":{"enabled":false},"push":{"enabled":false},"webhook":{"enabled":true}}}""")).Must(200);
        (await user.Post("/notifications/webhooks", new { url = $"{Hook.Address}/{name}" })).Must(201);
        return user;
    }

    /// <summary>An event of half an hour in Zurich, on the day, or a day of March, at the time.</summary>
    public Task<string> Make(string title, string time, int day = 2, params string[] recurrence)
    {
        var start = $"2026-03-{day:D2}T{time}:00";
        var end = DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(30).ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        return Ada.Make(Work, EventCalls.Timed(title, start, end, recurrence));
    }

    /// <summary>Turns the clock in steps until it is so; fails where it never is.</summary>
    public Task Until(Func<bool> isSo, TimeSpan step) => Until(() => Task.FromResult(isSo()), step);

    /// <inheritdoc cref="Until(Func{bool}, TimeSpan)"/>
    public async Task Until(Func<Task<bool>> isSo, TimeSpan step)
    {
        for (var time = Stopwatch.StartNew(); !await isSo();)
        {
            if (time.Elapsed > Patience) Assert.Fail($"It never came to be; it is {Clock.GetUtcNow():u} and told were: {string.Join(", ", Titles)}");
            await Turn(step);
        }
    }

    /// <summary>Turns the clock to the time (UTC, of this day) second by second at the end, and lets everything come to rest there.</summary>
    public async Task TurnTo(string time, int day = 2)
    {
        var to = DateTimeOffset.Parse($"2026-03-{day:D2}T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
        while (Clock.GetUtcNow() < to)
        {
            var left = to - Clock.GetUtcNow();
            await Turn(left > TimeSpan.FromMinutes(10) ? left - TimeSpan.FromMinutes(5) : left > TimeSpan.FromSeconds(20) ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(1));
        }
        await Task.Delay(150, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Turns the clock a step, and waits while something is due by it: a loaded machine takes its time. What stays due, because a receiver is
    /// down or there is no notifier, is not waited for long.
    /// </summary>
    public async Task Turn(TimeSpan step)
    {
        Clock.Advance(step);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        for (var time = Stopwatch.StartNew(); time.Elapsed < Stuck && await IsAnythingDue();) await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsAnythingDue()
    {
        var store = Server.Storage.Notifications;
        var now = Instant.FromDateTimeOffset(Clock.GetUtcNow()) + Duration.FromSeconds(1);
        for (var shard = 0; shard < store.Shards.Count; shard++)
            if (await store.FindNextDue(new DueSpan(shard, now - Duration.FromHours(2), now), TestContext.Current.CancellationToken) is not null) return true;
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Hook.DisposeAsync();
    }
}

/// <summary>What a webhook was told, by the test's clock.</summary>
internal sealed record Telling(JsonElement Body, string Key, string Path, DateTimeOffset At)
{
    public string Title => Body.Of("title");

    public DateTimeOffset Start => Body.GetProperty("startUtc").GetDateTimeOffset();
}
