using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>How a session follows what happens to its cluster.</summary>
public sealed class TopologyTests
{
    private static readonly Behaviour Echo = (peer, asked) => peer.EchoAsync(asked);

    // CREATED KEYSPACE k
    private static readonly Behaviour ChangeSchema = (peer, asked) =>
    {
        var writer = new WireWriter(64);
        writer.WriteInt(5);
        foreach (var word in new[] { "CREATED", "KEYSPACE", "k" }) writer.WriteString(word);
        return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, writer.Written.ToArray());
    };

    [Fact]
    public async Task A_host_that_is_said_to_be_down_is_asked_last_until_it_is_up_again()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo);
        await using var session = await cluster.ConnectAsync();
        await cluster.TellAsync("STATUS_CHANGE", "DOWN", host: 1);
        await Probe.EventuallyAsync(async () => await AskedAsync(cluster, session, 30) == "0");

        await cluster.TellAsync("STATUS_CHANGE", "UP", host: 1);
        await Probe.EventuallyAsync(async () => await AskedAsync(cluster, session, 30) == "0 1");
    }

    [Fact]
    public async Task A_host_that_joins_is_used_and_one_that_leaves_is_not()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo);
        cluster.Hosts[1].IsMember = false;
        await using var session = await cluster.ConnectAsync();
        Assert.Single(session.Hosts);

        cluster.Hosts[1].IsMember = true;
        await cluster.TellAsync("TOPOLOGY_CHANGE", "NEW_NODE", host: 1);
        await Probe.EventuallyAsync(() => session.Hosts.Count(host => host.IsUp) == 2);
        Assert.Equal("0 1", await AskedAsync(cluster, session, 30));

        cluster.Hosts[1].IsMember = false;
        await cluster.TellAsync("TOPOLOGY_CHANGE", "REMOVED_NODE", host: 1);
        await Probe.EventuallyAsync(() => session.Hosts.Count == 1);
        Assert.Equal("0", await AskedAsync(cluster, session, 30));
    }

    [Fact]
    public async Task A_host_that_went_away_is_found_again_when_it_is_back()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo);
        await using var session = await cluster.ConnectAsync();
        await cluster.StopAsync(1);
        await Probe.EventuallyAsync(() => session.Hosts.Count(host => host.IsUp) == 1);
        Assert.Equal("0", await AskedAsync(cluster, session, 30));
        cluster.Start(1);
        await Probe.EventuallyAsync(() => session.Hosts.All(host => host.IsUp));
        Assert.Equal("0 1", await AskedAsync(cluster, session, 30));
    }

    [Fact]
    public async Task The_news_come_from_another_host_when_the_one_that_told_them_is_gone()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo, Echo);
        cluster.Hosts[2].IsMember = false;
        await using var session = await cluster.ConnectAsync();
        cluster.Hosts[2].IsMember = true;
        await cluster.StopAsync(0);
        await Probe.EventuallyAsync(() => session.Hosts.Count == 3);
    }

    [Fact]
    public async Task Another_datacenter_is_not_asked_unless_the_options_say_so_and_all_of_the_own_is_down()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo, Echo);
        cluster.Hosts[2].Datacenter = "elsewhere";
        await using var narrow = await cluster.ConnectAsync();
        await using var wide = await cluster.ConnectAsync(cluster.Options with { UseRemoteDatacenters = true });
        Assert.Equal(2, narrow.Hosts.Count);
        Assert.Equal(3, wide.Hosts.Count);
        Assert.Equal("0 1", await AskedAsync(cluster, narrow, 30));
        Assert.Equal("0 1", await AskedAsync(cluster, wide, 30));

        await cluster.StopAsync(0);
        await cluster.StopAsync(1);
        await Probe.EventuallyAsync(() => wide.Hosts.Count(host => host.IsUp) == 1 && !narrow.Hosts.Any(host => host.IsUp));
        Assert.Equal("2", await AskedAsync(cluster, wide, 30));
        await Probe.ErrorOfAsync<CqlError.NoHostAvailable>(() => narrow.ExecuteAsync(new CqlStatement("SELECT x")));
    }

    [Fact]
    public async Task A_datacenter_that_is_named_is_the_own_one()
    {
        await using var cluster = new ScriptedCluster(Echo, Echo);
        cluster.Hosts[1].Datacenter = "elsewhere";
        await using var session = await cluster.ConnectAsync(cluster.Options with { Datacenter = "elsewhere" });
        Assert.Equal("1", await AskedAsync(cluster, session, 10));
        var nobody = await Probe.ErrorOfAsync<CqlError.NoHostAvailable>(() => cluster.ConnectAsync(cluster.Options with { Datacenter = "nowhere" }));
        Assert.Contains("nowhere", nobody.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_schema_is_done_when_all_hosts_know_it()
    {
        await using var cluster = new ScriptedCluster(ChangeSchema, ChangeSchema);
        await using var session = await cluster.ConnectAsync();
        cluster.Hosts[1].SchemaVersion = new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        var changing = session.ExecuteAsync(new CqlStatement("CREATE KEYSPACE k"));
        await Task.Delay(500);
        Assert.False(changing.IsCompleted);
        cluster.Hosts[1].SchemaVersion = Guid.Empty;
        await changing;
    }

    [Fact]
    public async Task Hosts_that_never_agree_are_not_waited_for_without_end()
    {
        await using var cluster = new ScriptedCluster(ChangeSchema, ChangeSchema);
        await using var session = await cluster.ConnectAsync(cluster.Options with { SchemaAgreementTimeout = TimeSpan.FromMilliseconds(300) });
        cluster.Hosts[1].SchemaVersion = new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        await session.ExecuteAsync(new CqlStatement("CREATE KEYSPACE k"));
        Assert.False(await session.AwaitSchemaAgreementAsync());
        cluster.Hosts[1].SchemaVersion = Guid.Empty;
        Assert.True(await session.AwaitSchemaAgreementAsync());
    }

    /// <summary>The hosts that so many requests went to.</summary>
    private static async Task<string> AskedAsync(ScriptedCluster cluster, CqlSession session, int requests)
    {
        lock (cluster.AskedHosts) cluster.AskedHosts.Clear();
        for (var i = 0; i < requests; i++) await session.ExecuteAsync(new CqlStatement("SELECT x"));
        lock (cluster.AskedHosts) return string.Join(' ', cluster.AskedHosts.Distinct().Order());
    }
}
