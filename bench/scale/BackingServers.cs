using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Kalends.Testing.Cassandra;
using Kalends.Testing.Cluster;

namespace Kalends.Scale.Bench;

/// <summary>One Cassandra node, two MariaDB servers and one Redis, each durable as in production.</summary>
internal sealed class BackingServers : IAsyncDisposable
{
    private const int Slots = 4096;

    private readonly ServerBlock block;
    private readonly CassandraCluster cassandra;
    private readonly RedisServer redis;

    private BackingServers(ServerBlock block, CassandraCluster cassandra, RedisServer redis) =>
        (this.block, this.cassandra, this.redis) = (block, cassandra, redis);

    public required ImmutableArray<MariaDbServer> Databases { get; init; }

    public string Redis => redis.Configuration;

    public static async Task<BackingServers> Start()
    {
        ServerBlock block = ServerBlock.Claim();
        var settings = new MariaDbSettings { SyncsWrites = true };
        MariaDbServer[] databases = [await block.StartMariaDbAsync(settings), await block.StartMariaDbAsync(settings)];
        RedisServer redis = await block.StartRedisAsync();
        CassandraCluster cassandra = await CassandraCluster.StartAsync(new CassandraSettings { Nodes = 1, SyncsWrites = true, Optimizes = true });
        return new BackingServers(block, cassandra, redis) { Databases = [.. databases] };
    }

    /// <summary>The configuration of processes that use so many of the MariaDB servers, as environment variables; each call gives fresh databases.</summary>
    public Task<Dictionary<string, string>> Configure(int shards) => Configure(shards, $"scale_{shards}");

    public async Task<Dictionary<string, string>> Configure(int shards, string name)
    {
        var configured = new Dictionary<string, string>
        {
            ["Kalends__Storage"] = "cluster",
            ["Kalends__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Kalends__RateLimits__Enabled"] = "false",
            ["Kalends__Redis"] = Redis,
            ["Kalends__Cassandra__ContactPoints"] = string.Join(',', cassandra.Nodes.Select(node => node.EndPoint.Address)),
            ["Kalends__Cassandra__Keyspace"] = name,
            ["Kalends__Cassandra__ReplicationFactor"] = "1",
            ["Kalends__Cassandra__ShardCount"] = "16",
        };
        foreach ((int number, MariaDbServer server) in Databases.Take(shards).Index())
        {
            await server.AdministerAsync($"CREATE DATABASE {name}");
            string prefix = $"Kalends__MySql__Servers__{number.ToString(CultureInfo.InvariantCulture)}__";
            configured[prefix + "Name"] = $"server{number}";
            configured[prefix + "ConnectionString"] = server.ConnectionString(name);
            configured[prefix + "Slots"] = $"{number * Slots / shards}-{((number + 1) * Slots / shards) - 1}";
        }
        return configured;
    }

    /// <summary>Has what is in memory written to files, by a restart.</summary>
    public async Task FlushCassandra()
    {
        await cassandra.Nodes[0].StopAsync();
        await cassandra.Nodes[0].StartAsync();
    }

    /// <summary>Bytes in the files of each table, largest first.</summary>
    public IEnumerable<(string Table, long Bytes)> CassandraTables(string keyspace) =>
        cassandra.Nodes[0].SizesOnDisk(keyspace).OrderByDescending(table => table.Value).Select(table => (table.Key, table.Value));

    public async ValueTask DisposeAsync()
    {
        await cassandra.DisposeAsync();
        await block.DisposeAsync();
    }
}
