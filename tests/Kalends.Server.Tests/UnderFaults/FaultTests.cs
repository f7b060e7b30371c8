using System.Text.Json;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// A steady load meets servers that die and are replaced; one process of each role is five minutes ahead all the time. What was acknowledged is
/// there once, through every process, and nobody sees what is not theirs. Nothing else runs then.
/// </summary>
[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)]
[Collection(nameof(FaultTests))]
public sealed class FaultTests(FaultStage stage) : IClassFixture<FaultStage>
{
    [Fact]
    public async Task The_primary_of_a_shard_is_restarted()
    {
        var scene = await stage.Enter();
        await scene.Under("a MariaDB primary restarted", async () =>
        {
            var end = await Span.Of(scene.Servers.Primary.StopAsync);
            foreach (var seat in scene.Deployment.Apis) await MustServeOthers(seat.Process);
            await scene.Servers.Primary.StartAsync();
            return LostCommits(end);
        });
    }

    [Fact]
    public async Task The_replica_of_a_primary_that_died_is_promoted()
    {
        var scene = await stage.Enter();
        await scene.Under("a MariaDB primary killed, its replica promoted", async () =>
        {
            var end = await Span.Of(scene.Servers.Primary.KillAsync);
            await scene.Load.Goes(30);
            await scene.Servers.Promote();
            return LostCommits(end);
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

    /// <summary>Writes of the shard that were on their way when its primary went, if their commit was: whether it was done is not known.</summary>
    private static Excuse LostCommits(Span end) =>
        new(failure => failure.IsRefusedForNow && !failure.IsRead && failure.Touches(0) && failure.Time.Overlaps(end));

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
}

/// <summary>One scene for all faults, which come one after the other.</summary>
public sealed class FaultStage : IAsyncDisposable
{
    private Task<FaultScene>? scene;

    internal Task<FaultScene> Enter() => scene ??= Begin();

    public async ValueTask DisposeAsync()
    {
        if (scene is { IsCompletedSuccessfully: true }) await (await scene).DisposeAsync();
    }

    private static async Task<FaultScene> Begin() => await FaultScene.Begin(await SharedCluster.Bed.StartCassandraAsync(), TimeSpan.FromMinutes(12));
}
