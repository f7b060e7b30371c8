using System.Diagnostics;
using Kalends.Cql.Tests.Real;
using Kalends.Cql.Tests.Scripted;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Tests.Faults;

[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)]
public sealed class FaultCollection;

/// <summary>What happens to a load when nodes die, freeze, or cannot be reached. Alone on the cluster, one fault after the other.</summary>
[Collection(nameof(FaultTests))]
public sealed class FaultTests(RealCluster real)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_load_survives_every_single_fault_and_loses_nothing()
    {
        var cluster = await real.GetAsync();
        await using var session = await CqlSession.ConnectAsync(real.OptionsFor(cluster));
        using var leaks = new LeakCheck();
        await using var load = await FaultLoad.StartAsync(session, "single_faults", workers: 24);
        await Task.Delay(TimeSpan.FromSeconds(1));

        await ExpectFlowAsync(load, "killed", cluster.Nodes[2].KillAsync);
        await cluster.Nodes[2].StartAsync();
        await AllUpAsync(session);

        await ExpectFlowAsync(load, "paused", () => Now(cluster.Nodes[1].Pause));
        cluster.Nodes[1].Resume();
        await AllUpAsync(session);

        NetworkCut? cut = null;
        await ExpectFlowAsync(load, "cut", async () => cut = await NetworkCut.MakeAsync(cluster.Nodes[0]));
        await cut!.DisposeAsync();
        await AllUpAsync(session);

        await ExpectNothingLostOrLeftAsync(session, load, leaks);
    }

    [Fact]
    public async Task Two_dead_nodes_give_errors_of_the_right_kind_and_all_restarted_the_load_goes_on()
    {
        var cluster = await real.GetAsync();
        await using var session = await CqlSession.ConnectAsync(real.OptionsFor(cluster));
        using var leaks = new LeakCheck();
        await using var load = await FaultLoad.StartAsync(session, "dead_nodes", workers: 8);
        await Task.Delay(TimeSpan.FromSeconds(1));

        await Task.WhenAll(cluster.Nodes[1].KillAsync(), cluster.Nodes[2].KillAsync());
        var killed = Stopwatch.GetTimestamp();
        await Probe.EventuallyAsync(() => load.Since(killed).Count(request => request.Error is not null) >= 4);
        var failed = load.Since(killed).Select(request => request.Error).OfType<CqlError>().ToArray();
        Assert.All(failed, error => Assert.True(
            error is CqlError.WriteTimeout { Required: 2 } or CqlError.ReadTimeout { Required: 2 } or CqlError.Unavailable { Required: 2 },
            error.ToString()));

        await cluster.Nodes[0].KillAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        var nobody = await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(new CqlStatement("SELECT now() FROM system.local")));
        Assert.IsType<CqlError.NoHostAvailable>(nobody.Error);

        await cluster.StartAllAsync();
        await AllUpAsync(session);
        var restarted = Stopwatch.GetTimestamp();
        await Probe.EventuallyAsync(() => load.Since(restarted).Count(request => request.Error is null) > 50);
        await ExpectNothingLostOrLeftAsync(session, load, leaks);
    }

    /// <summary>
    /// After one node is lost the load goes on, and nothing that is asked two seconds later fails. How long it was silent is a figure of the
    /// soak: here it would measure the machine.
    /// </summary>
    private static async Task ExpectFlowAsync(FaultLoad load, string fault, Func<Task> make)
    {
        await make();
        var recovered = Stopwatch.GetTimestamp() + (long)(Recovery.TotalSeconds * Stopwatch.Frequency);
        await Probe.EventuallyAsync(() => load.Since(recovered).Count > 50);
        Assert.All(load.Since(recovered), request => Assert.True(request.Error is null, $"{fault}: {request.Error}"));
    }

    private static async Task ExpectNothingLostOrLeftAsync(CqlSession session, FaultLoad load, LeakCheck leaks)
    {
        await load.StopAsync();
        Assert.Equal(0, load.Wrong);
        Assert.Equal(0, await load.CountLostAsync());
        await Probe.EventuallyAsync(() => session.Hosts.All(host => host.StreamsTaken == 0));
        load.Forget();
        leaks.ExpectNothingLeft();
    }

    private static Task AllUpAsync(CqlSession session) => Probe.EventuallyAsync(() => session.Hosts.All(host => host.IsUp));

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
