namespace Kalends.Cql.Tests.Scripted;

/// <summary>What becomes of a request when every host of its plan was tried and time is left.</summary>
public sealed class RoundsTests
{
    private static readonly Behaviour Silent = (peer, _) => peer.WaitForStopAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    public async Task An_idempotent_request_goes_round_again_after_all_hosts_fell_silent_in_turn(int? speculativeDelay)
    {
        var mayBeSilent = 2;
        Behaviour silentFirst = (peer, asked) =>
            Interlocked.Decrement(ref mayBeSilent) >= 0 ? peer.WaitForStopAsync() : peer.EchoAsync(asked);
        await using var cluster = new ScriptedCluster(silentFirst, silentFirst);
        await using var session = await cluster.ConnectAsync(Options(cluster) with
        {
            SpeculativeDelay = speculativeDelay is { } delay ? TimeSpan.FromMilliseconds(delay) : null,
        });
        await session.ExecuteAsync(new CqlStatement("SELECT x"));
        Assert.Equal([0, 1], cluster.AskedHosts.Take(2).Order());
        Assert.True(cluster.AskedHosts.Count > 2);
    }

    [Fact]
    public async Task Any_other_request_ends_with_the_first_host_that_fell_silent()
    {
        await using var cluster = new ScriptedCluster(Silent, Silent);
        await using var session = await cluster.ConnectAsync(Options(cluster));
        await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => session.ExecuteAsync(new CqlStatement("INSERT x")));
        Assert.Single(cluster.AskedHosts);
    }

    [Fact]
    public async Task Rounds_end_with_the_time_of_the_request()
    {
        await using var cluster = new ScriptedCluster(Silent, Silent);
        await using var session = await cluster.ConnectAsync(Options(cluster) with { RequestTimeout = TimeSpan.FromSeconds(4) });
        var failed = await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(new CqlStatement("SELECT x")));
        Assert.True(failed.Error is CqlError.TimedOut or CqlError.NoHostAvailable, failed.Error.ToString());
    }

    [Fact]
    public async Task What_finds_nobody_to_ask_fails_at_once_and_rounds_end_with_the_session()
    {
        await using var cluster = new ScriptedCluster(Silent);
        await using var session = await cluster.ConnectAsync(Options(cluster) with
        {
            RequestTimeout = Timeout.InfiniteTimeSpan,
            DrainTimeout = TimeSpan.FromMilliseconds(100),
        });
        var onItsWay = session.ExecuteAsync(new CqlStatement("SELECT x"));
        await Probe.EventuallyAsync(() => cluster.AskedHosts.Count > 0);
        await cluster.StopAsync(0);
        await Probe.EventuallyAsync(() => !session.Hosts[0].IsUp);
        await Probe.ErrorOfAsync<CqlError.NoHostAvailable>(() => session.ExecuteAsync(new CqlStatement("SELECT y")));
        Assert.False(onItsWay.IsCompleted);
        await session.DisposeAsync();
        await Probe.ErrorOfAsync<CqlError.NoHostAvailable>(() => onItsWay);
    }

    private static CqlOptions Options(ScriptedCluster cluster) => cluster.Options with { HeartbeatTimeout = TimeSpan.FromMilliseconds(500) };
}
