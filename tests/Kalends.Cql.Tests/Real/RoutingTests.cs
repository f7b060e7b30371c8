using Kalends.Cql.Frames;
using Kalends.Cql.Topology;

namespace Kalends.Cql.Tests.Real;

public sealed class RoutingTests(RealCluster real)
{
    [Fact]
    public async Task Tokens_are_the_servers_own_for_any_key()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO one.keyed (k, v) VALUES (?, 1)");
        var token = await session.PrepareAsync("SELECT token(k) FROM one.keyed WHERE k = ?");
        // Lengths around the sixteen bytes of a block, and bytes beyond 0x7F, which the server takes as signed.
        var keys = Enumerable.Range(1, 34).Select(length => Enumerable.Range(0, length).Select(i => (byte)((length * 31) + (i * 73))).ToArray());
        foreach (var key in keys)
        {
            await session.ExecuteAsync(insert.Bind().Value(key));
            Assert.Equal((await session.ExecuteAsync(token.Bind().Value(key)))[0].Get<long>(0), Murmur3.Token(key));
        }
    }

    [Fact]
    public async Task Keys_of_several_columns_are_put_together_as_the_server_does()
    {
        var session = await real.SessionAsync();
        await session.ExecuteAsync(new CqlStatement("INSERT INTO one.composed (a, b, c) VALUES (7, 'größe', 1)"));
        var row = (await session.ExecuteAsync(new CqlStatement("SELECT token(a, b) FROM one.composed WHERE a = 7 AND b = 'größe'")))[0];
        var values = new CqlValues(new WireWriter(0), types: null).Value("größe").Value(1).Value(7);
        Assert.Equal(row.Get<long>(0), PartitionKey.Token(values.Written, [2, 0]));
    }

    [Fact]
    public async Task A_prepared_request_goes_to_a_node_that_has_the_data()
    {
        var session = await real.SessionAsync();
        var select = await session.PrepareAsync("SELECT v FROM one.composed WHERE c = 1 AND b = ? AND a = ?");
        for (var i = 0; i < 8; i++)
        {
            var statement = select.Bind().Value($"b{i}").Value(i);
            statement.Consistency = Consistency.One;
            statement.IsTraced = true;
            var result = await session.ExecuteAsync(statement);
            // There is one copy: had the coordinator not been its keeper, two nodes would have been at work.
            Assert.Equal([result.Coordinator.Address], await Traces.NodesAsync(session, result.TracingId!.Value));
        }
    }

    [Fact]
    public async Task Requests_are_spread_over_the_replicas()
    {
        var session = await real.SessionAsync();
        var select = await session.PrepareAsync("SELECT v FROM wide WHERE k = ?");
        var coordinators = await Task.WhenAll(Enumerable.Range(0, 120).Select(async i =>
            (await session.ExecuteAsync(select.Bind().Value($"k{i}"))).Coordinator));
        Assert.Equal(3, coordinators.Distinct().Count());
    }
}
