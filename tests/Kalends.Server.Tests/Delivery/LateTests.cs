using Kalends.Server.Delivery;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Storage;
using Kalends.Testing.InMemory;
using Kalends.Testing.Receivers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Reminders whose time comes while part of the server is behind, or down.</summary>
public sealed class LateTests
{
    private static readonly string[] Arguments = ["--Kalends:Notifications:AllowPrivateAddresses", "true"];

    private readonly FakeTimeProvider clock = new(DeliveryScene.Begin);

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task One_that_falls_due_before_its_event_is_projected_is_told_afterwards(string set)
    {
        await using var place = new Place(set, clock);
        await using (var server = await TestServer.Start(place.Setup("api")))
        {
            var ada = await Reader(server, place.Hook);
            // Too large for a request, so the worker's, and there is none. Due from 08:10 UTC, and each hour.
            await ada.Make(await ada.NewCalendar("Europe/Zurich"), EventCalls.Timed("Hourly", "2026-03-02T09:20:00", "2026-03-02T09:30:00", "RRULE:FREQ=HOURLY"));
        }
        clock.Advance(TimeSpan.FromMinutes(72)); // the reminder of 08:20 is of no use any more, that of 09:20 two minutes late
        await using (await TestServer.Start(place.Setup("api,worker,notifier"))) await place.Told(1);
        var told = Assert.Single(place.Hook.Requests.Select(request => System.Text.Json.JsonElement.Parse(request.Body)));
        Assert.Equal("2026-03-02T09:20:00Z", told.Of("startUtc"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task One_that_falls_due_behind_the_horizon_while_the_server_is_down_is_told_afterwards(string set)
    {
        await using var place = new Place(set, clock);
        await using (var server = await TestServer.Start(place.Setup("api,worker")))
        {
            var ada = await Reader(server, place.Hook);
            var work = await ada.NewCalendar("Europe/Zurich");
            await server.Settle();
            foreach (var (title, hour) in new[] { ("Stale", "11:00"), ("Late", "12:00"), ("On time", "12:05") })
                await ada.Make(work, EventCalls.Timed(title, $"2026-03-07T{hour}:00", "2026-03-07T13:00:00"));
            await Planned(server);
        }
        clock.Advance(new TimeSpan(5, 2, 52, 0)); // five days later, 10:52 UTC: "Stale" began 52 minutes ago, "Late" was due at 10:50
        await using (await TestServer.Start(place.Setup("api,worker,notifier"))) await place.Told(2);
        Assert.Equal(["Late", "On time"], place.Hook.Requests.Select(request => System.Text.Json.JsonElement.Parse(request.Body).Of("title")));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task One_that_is_due_already_outlives_edits_and_other_preferences(string set)
    {
        await using var place = new Place(set, clock);
        await using (var server = await TestServer.Start(place.Setup("api,worker")))
        {
            var ada = await Reader(server, place.Hook);
            var work = await ada.NewCalendar("Europe/Zurich");
            var id = await ada.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
            var deleted = await ada.Make(work, EventCalls.Timed("Deleted", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
            await server.Settle(); // it is planned before it is due
            clock.Advance(TimeSpan.FromMinutes(172)); // 10:52 UTC; it was due at 10:50
            (await ada.PatchEvent(id, """{"title":"Late lunch"}""")).Must(200);
            (await ada.DeleteEvent(deleted)).Must(204);
            (await ada.Post("/notifications/preferences", """{"quietHours":{"start":"22:00","end":"06:00"}}""")).Must(200);
            await server.Settle();
        }
        await using (await TestServer.Start(place.Setup("api,worker,notifier"))) await place.Told(1);
        Assert.Equal("Late lunch", Assert.Single(place.Hook.Requests.Select(request => System.Text.Json.JsonElement.Parse(request.Body).Of("title"))));
    }

    [Fact]
    public async Task Notifiers_that_hold_a_lease_stop_in_peace_where_the_store_is_gone_before_them()
    {
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        await scene.Make("Lunch", "12:00");
        await scene.Until(() => !scene.Told.IsEmpty, TimeSpan.FromSeconds(30));
        var notifiers = scene.Server.Services.GetServices<IHostedService>().OfType<RunShards>().Single();
        await scene.Server.Storage.DisposeAsync();
        await scene.Server.Stop();
        Assert.True(notifiers.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static async Task<TestUser> Reader(TestServer server, HttpReceiver hook)
    {
        var ada = await server.SignUp();
        (await ada.Post("/notifications/webhooks", new { url = hook.Address })).Must(201);
        (await ada.Post("/notifications/preferences", """{"channels":{"email":{"enabled":false},"push":{"enabled":false},"webhook":{"enabled":true}}}""")).Must(200);
        return ada;
    }

    /// <summary>Until its worker has looked for what comes within the horizon, once.</summary>
    private static async Task Planned(TestServer server)
    {
        var store = server.Storage.Notifications;
        while (await store.FindCheckpoint(store.Shards.Planning, TestContext.Current.CancellationToken) is null)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    /// <summary>What outlives a server: the data, and who is told.</summary>
    private sealed class Place(string set, FakeTimeProvider clock) : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("kalends-test-").FullName;
        private readonly StorageSet? storage = set == StorageSets.Weakest ? new InMemoryStorageSet(clock) : null;

        public HttpReceiver Hook { get; } = HttpReceiver.Start();

        public TestSetup Setup(string roles) => new() { Clock = clock, Folder = folder, Storage = storage, Arguments = [.. Arguments, "--roles", roles] };

        /// <summary>Turns the clock until so many were told, and a little further; no more than ten minutes.</summary>
        public async Task Told(int count)
        {
            for (var second = 0; second < 600 && Hook.Requests.Count < count; second++) await Turn();
            for (var second = 0; second < 20; second++) await Turn();
        }

        public async ValueTask DisposeAsync()
        {
            await Hook.DisposeAsync();
            if (storage is not null) await storage.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private async Task Turn()
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
