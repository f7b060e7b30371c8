using System.Net;
using Kalends.Cql.Connections;
using Kalends.Cql.Topology;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Cql.Tests.Routing;

public sealed class TokenRingTests
{
    private static readonly CqlOptions Options = new() { ContactPoints = [] };

    private static readonly Dictionary<string, Replication> Keyspaces = new()
    {
        ["simple"] = Replication.Parse("org.apache.cassandra.locator.SimpleStrategy", [new("replication_factor", "2")]),
        ["spread"] = Replication.Parse("NetworkTopologyStrategy", [new("class", "x"), new("east", "2"), new("west", "1")]),
        ["odd"] = Replication.Parse("SomeoneElsesStrategy", []),
    };

    // Around the ring: a and b share a rack, so the second copy in the east passes b over.
    private readonly Host _a = Make(1, "east", "r1", 0, 400);
    private readonly Host _b = Make(2, "east", "r1", 100);
    private readonly Host _c = Make(3, "west", "r1", 200);
    private readonly Host _d = Make(4, "east", "r2", 300);

    private TokenRing Ring => new([_a, _b, _c, _d], Keyspaces);

    [Fact]
    public void A_token_belongs_to_the_next_one_around_the_ring()
    {
        Assert.Equal([_a, _b], Ring.ReplicasOf("simple", 0).ToArray());
        Assert.Equal([_b, _c], Ring.ReplicasOf("simple", 1).ToArray());
        Assert.Equal([_d, _a], Ring.ReplicasOf("simple", 201).ToArray());
        Assert.Equal([_a, _b], Ring.ReplicasOf("simple", 301).ToArray());
        Assert.Equal([_a, _b], Ring.ReplicasOf("simple", 401).ToArray());
        Assert.Equal([_a, _b], Ring.ReplicasOf("simple", long.MinValue).ToArray());
        Assert.Equal([_a, _b], Ring.ReplicasOf("simple", long.MaxValue).ToArray());
    }

    [Fact]
    public void Copies_of_a_datacenter_lie_in_different_racks_where_there_are_enough()
    {
        Assert.Equal([_a, _d, _c], Ring.ReplicasOf("spread", 0).ToArray());
        Assert.Equal([_b, _d, _c], Ring.ReplicasOf("spread", 50).ToArray());
        Assert.Equal([_d, _a, _c], Ring.ReplicasOf("spread", 250).ToArray());
    }

    [Fact]
    public void A_strategy_or_keyspace_that_is_not_known_has_no_known_replicas()
    {
        Assert.Empty(Ring.ReplicasOf("odd", 0).ToArray());
        Assert.Empty(Ring.ReplicasOf("nowhere", 0).ToArray());
        Assert.Empty(new TokenRing([], Keyspaces).ReplicasOf("simple", 0).ToArray());
    }

    private static Host Make(byte last, string datacenter, string rack, params long[] tokens) => new(
        new HostFacts(new IPEndPoint(new IPAddress([10, 0, 0, last]), 9042), datacenter, rack, tokens),
        new Dialer(Options, NullLogger.Instance),
        Options);
}
