using System.Security.Cryptography;
using Kalends.Testing.Cassandra;
using Kalends.Testing.Cluster;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// Servers that may be killed: a MariaDB primary with its replica for shard 0, another MariaDB for shard 1, Redis, and the Cassandra nodes of the run.
/// </summary>
internal sealed class FaultServers : IAsyncDisposable
{
    private const string Database = "kalends_faults";

    private readonly ServerBlock block = ServerBlock.Claim();
    private MariaDbPair pair = null!;
    private MariaDbServer other = null!;

    /// <summary>Of shard 0: the one that is it now.</summary>
    public MariaDbServer Primary { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public required CassandraCluster Cassandra { get; init; }

    public static async Task<FaultServers> Start(CassandraCluster cassandra)
    {
        var servers = new FaultServers { Cassandra = cassandra };
        var durable = new MariaDbSettings { SyncsWrites = true };
        servers.pair = await servers.block.StartPairAsync(durable with { WaitsForReplica = true });
        servers.Primary = servers.pair.Primary;
        servers.other = await servers.block.StartMariaDbAsync(durable);
        await servers.pair.Primary.AdministerAsync($"CREATE DATABASE {Database}");
        await servers.pair.CatchUpAsync();
        await servers.other.AdministerAsync($"CREATE DATABASE {Database}");
        servers.Redis = await servers.block.StartRedisAsync();
        return servers;
    }

    /// <summary>The shard of what lies with that user.</summary>
    public static int ShardOf(string userId) => (long.Parse(userId, System.Globalization.CultureInfo.InvariantCulture) & 4095) < 2048 ? 0 : 1;

    /// <summary>Environment variables of a process.</summary>
    public IReadOnlyDictionary<string, string> Configure() => new Dictionary<string, string>
    {
        ["Kalends__Storage"] = "cluster",
        ["Kalends__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Kalends__Redis"] = Redis.Configuration,
        ["Kalends__Cassandra__ContactPoints"] = string.Join(',', Cassandra.Nodes.Select(node => $"{node.EndPoint.Address}")),
        ["Kalends__Cassandra__Keyspace"] = Database,
        ["Kalends__MySql__Servers__0__Name"] = "first",
        ["Kalends__MySql__Servers__0__ConnectionString"] = pair.EitherConnectionString(Database),
        ["Kalends__MySql__Servers__0__Slots"] = "0-2047",
        ["Kalends__MySql__Servers__1__Name"] = "second",
        ["Kalends__MySql__Servers__1__ConnectionString"] = other.ConnectionString(Database),
        ["Kalends__MySql__Servers__1__Slots"] = "2048-4095",
    };

    /// <summary>The primary is gone for good; its replica has all that was acknowledged, and becomes the primary.</summary>
    public async Task Promote()
    {
        await pair.PromoteAsync();
        Primary = pair.Replica;
    }

    public async ValueTask DisposeAsync()
    {
        await Cassandra.StartAllAsync(); // for whoever comes after a test that broke off
        await block.DisposeAsync();
    }
}
