using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Storage.Leases;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// A steady load meets servers and processes that die, pause and are replaced; one process of each role is five minutes ahead all the time. What
/// was acknowledged is there once, through every process, and nobody sees what is not theirs. Nothing else runs then. This is
/// <c>./test --soak faults</c>; <c>./test</c> runs <see cref="SeveralFaultsTests"/>.
/// </summary>
[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)]
[Collection(nameof(FaultTests)), Trait("Soak", "faults")]
public sealed class FaultTests(FaultStage stage) : IClassFixture<FaultStage>
{
    [Fact]
    public async Task A_Cassandra_node_is_killed_and_comes_back()
    {
        var scene = await stage.Enter();
        await scene.Under("a Cassandra node killed and back", async () =>
        {
            await scene.Servers.Cassandra.Nodes[1].KillAsync();
            await scene.Load.Goes(150);
            await scene.Servers.Cassandra.StartAllAsync();
            return Excuse.None;
        });
    }

    [Fact]
    public async Task The_primary_of_a_shard_is_restarted()
    {
        var scene = await stage.Enter();
        await scene.Under("a MariaDB primary restarted", async () =>
        {
            var end = await Span.Of(scene.Servers.Primary.StopAsync);
            foreach (var seat in scene.Deployment.Apis) await MustServeOthers(seat.Process);
            await scene.Servers.Primary.StartAsync();
            return Excuse.LostCommits(end);
        });
    }

    [Fact]
    public async Task The_replica_of_a_primary_that_died_is_promoted()
    {
        var scene = await stage.Enter();
        await scene.Under("a MariaDB primary killed, its replica promoted", async () =>
        {
            var end = await Span.Of(scene.Servers.Primary.KillAsync);
            await scene.Load.Goes(10); // a second: whoever waits longer than eight for a shard is told so
            await scene.Servers.Promote();
            return Excuse.LostCommits(end);
        });
    }

    [Fact]
    public async Task Redis_is_paused_flushed_and_killed()
    {
        var scene = await stage.Enter();
        var redis = scene.Servers.Redis;
        await scene.Under("Redis paused, flushed, killed and back", async () =>
        {
            redis.Pause();
            await scene.Load.Goes(90);
            redis.Resume();
            await scene.Load.Goes(30);
            await redis.FlushAsync();
            await scene.Load.Goes(60);
            await redis.KillAsync();
            await scene.Load.Goes(90);
            await redis.StartAsync();
            return Excuse.None;
        });
    }

    [Fact]
    public async Task Processes_of_each_role_are_killed_at_random()
    {
        var scene = await stage.Enter();
        var draw = new Draw(27);
        var deaths = new List<(ServerProcess Process, Span Time)>();
        await scene.Under($"api, worker and notifier killed at random for {FaultStage.Long.TotalMinutes} min", async () =>
        {
            var begun = Stopwatch.GetTimestamp();
            Seat[][] roles = [scene.Deployment.Apis, scene.Deployment.Workers, scene.Deployment.Notifiers];
            for (var round = 0; round < roles.Length || Stopwatch.GetElapsedTime(begun) < FaultStage.Long; round++)
            {
                var seat = roles[round < roles.Length ? round : draw.Below(roles.Length)][draw.Below(2)];
                deaths.Add((seat.Process, await scene.Deployment.KillAndStart(seat)));
                await scene.Load.Goes(draw.Below(60));
            }
            return Excuse.LostIn(deaths);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{deaths.Count} killed");
    }

    [Fact]
    public async Task Two_workers_believe_they_own_one_shard()
    {
        var scene = await stage.Enter();
        await scene.Under("two workers that believe they own one shard", async () =>
        {
            while (true)
            {
                var (worker, lease) = await PauseOwner(scene);
                var hasPassed = await HasPassed(scene, lease);
                worker.Resume();
                if (hasPassed) return Excuse.None;
            }
        });
    }

    [Fact]
    public async Task Every_process_is_replaced_and_no_request_fails()
    {
        var scene = await stage.Enter();
        await scene.Under("every process replaced", async () =>
        {
            foreach (var seat in scene.Deployment.All) await scene.Deployment.Replace(seat);
            return Excuse.None;
        });
    }

    [Fact]
    public async Task One_process_of_each_role_is_five_minutes_ahead()
    {
        var scene = await stage.Enter();
        foreach (var seat in scene.Deployment.Apis) await MustDateRightly(seat.Process, scene.People[0].User);
        foreach (var seat in scene.Deployment.All)
            Assert.Equal(seat.Ahead > TimeSpan.Zero, (await seat.Process.Output).Contains("The clock of this process is wrong", StringComparison.Ordinal));
        await scene.Under("nothing but a clock of each role five minutes ahead", async () =>
        {
            await scene.Load.Goes(60);
            return Excuse.None;
        });
    }

    /// <summary>A process that does without one shard says so, and is ready for the people of the others.</summary>
    private static async Task MustServeOthers(ServerProcess process)
    {
        using var api = new HttpClient { BaseAddress = process.Address };
        var ready = (await new TestUser(api, null).Get("/health/ready")).Must(200);
        Assert.Contains("MySQL first down", ready.Json.GetProperty("dependencies").EnumerateArray().Select(Name));
        static string Name(JsonElement dependency) => $"{dependency.Of("name")} {dependency.Of("status")}";
    }

    /// <summary>By the time that all processes have together.</summary>
    private static async Task MustDateRightly(ServerProcess process, TestUser user)
    {
        using var api = new HttpClient { BaseAddress = process.Address };
        var before = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(2);
        var made = await new TestUser(api, user.Token).Post("/calendars", new { name = "When" });
        Assert.InRange(made.Must(201).Json.GetProperty("createdAt").GetDateTimeOffset(), before, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2));
    }

    /// <summary>Stops a worker in the middle of its work.</summary>
    private static async Task<(ServerProcess Worker, Lease Lease)> PauseOwner(FaultScene scene)
    {
        const int Shards = 16;
        string[] leases = [.. Enumerable.Range(0, Shards).Where(n => scene.People.Any(one => IsIn(n, one.SeriesCalendar))).Select(n => $"projection {n}")];
        (ServerProcess, Lease)? paused = null;
        await Deployment.Until("a worker is seen at work", async () =>
        {
            foreach (var name in leases) paused ??= await TryPause(scene, name);
            return paused is not null;
        });
        return paused!.Value;
        static bool IsIn(int shard, string calendar) => new WorkShard(shard, Shards).Has(new(long.Parse(calendar, CultureInfo.InvariantCulture)));
    }

    /// <summary>Null where nobody has the lease, or had given it back by the time that it stopped.</summary>
    private static async Task<(ServerProcess Worker, Lease Lease)?> TryPause(FaultScene scene, string name)
    {
        if (await scene.Storage.Leases.Find(name, default) is not { } lease) return null;
        var worker = scene.Deployment.Workers.Select(seat => seat.Process).FirstOrDefault(process => lease.Owner.Contains($"/{process.Id}/", StringComparison.Ordinal));
        if (worker is null) return null; // of one that was killed
        worker.Pause();
        if (await scene.Storage.Leases.Find(name, default) is { } still && still.Token == lease.Token) return (worker, still);
        worker.Resume();
        return null;
    }

    /// <summary>Whether another gets the lease; not where its owner was stopped in the midst of changing it, since then MySQL waits for it.</summary>
    private static async Task<bool> HasPassed(FaultScene scene, Lease lease)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20); await Task.Delay(5))
            if (await scene.Storage.Leases.Find(lease.Name, default) is { } now && now.Owner != lease.Owner) return true;
        return false;
    }
}

/// <summary>One scene for all faults, which come one after the other.</summary>
public sealed class FaultStage : IAsyncDisposable
{
    /// <summary>How long processes are killed.</summary>
    internal static readonly TimeSpan Long =
        TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable("KALENDS_FAULT_MINUTES") ?? "0", CultureInfo.InvariantCulture));

    private Task<FaultScene>? scene;

    internal Task<FaultScene> Enter() => scene ??= Begin();

    public async ValueTask DisposeAsync()
    {
        if (scene is { IsCompletedSuccessfully: true }) await (await scene).DisposeAsync();
    }

    private static async Task<FaultScene> Begin() => await FaultScene.Begin(await SharedCluster.Bed.StartCassandraAsync(), Long + TimeSpan.FromMinutes(12));
}
