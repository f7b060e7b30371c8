namespace Kalends.Server.Tests.UnderFaults;

/// <summary>The short form of <see cref="FaultTests"/>: one load through several faults, and one account of all.</summary>
[Collection(nameof(FaultTests))]
public sealed class SeveralFaultsTests(FaultStage stage) : IClassFixture<FaultStage>
{
    [Fact]
    public async Task Redis_a_process_of_each_role_and_a_primary_die_under_a_load()
    {
        var scene = await stage.Enter();
        await scene.Under("Redis killed and back, an api, a worker and a notifier killed, a primary killed and its replica promoted", async () =>
        {
            await scene.Servers.Redis.KillAsync();
            await scene.Load.Goes(20);
            await scene.Servers.Redis.StartAsync();
            Seat[] dying = [scene.Deployment.Apis[0], scene.Deployment.Workers[0], scene.Deployment.Notifiers[0]];
            var deaths = await Task.WhenAll(dying.Select(async seat => (seat.Process, Time: await scene.Deployment.KillAndStart(seat))));
            var end = await Span.Of(scene.Servers.Primary.KillAsync);
            await scene.Load.Goes(10); // a second: whoever waits longer than eight for a shard is told so
            await scene.Servers.Promote();
            return Excuse.LostIn(deaths).Or(Excuse.LostCommits(end));
        });
    }
}
