using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kalends.Storage;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Kalends.Testing.Cassandra;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Testing.Cluster;

/// <summary>
/// All servers of a cluster, started when a test first asks for a set over them. Each set has MySQL databases, Cassandra shards and Redis keys of its own.
/// </summary>
public sealed class ClusterBed : IAsyncDisposable
{
    private const int ShardsOfASet = 64;
    private static readonly TimeSpan LongestConnecting = TimeSpan.FromMinutes(2);
    private readonly Lazy<ServerBlock> block = new(ServerBlock.Claim);
    private readonly SharedDatabases databases;
    private readonly Lazy<Task<RedisServer>> redis;
    private readonly Lazy<Task<CassandraCluster>> cassandra;
    private readonly Lazy<Task<CassandraDatabase>> session;
    private readonly ConcurrentDictionary<ClusterStorageSet, int> numbers = new();
    private int sets;

    public ClusterBed()
        : this(new MariaDbSettings { SyncsWrites = true, LogsStatements = true }, new CassandraSettings { SyncsWrites = true }) { }

    /// <summary>For loads rather than tests: servers as their makers tune them.</summary>
    public ClusterBed(MariaDbSettings mariaDb, CassandraSettings cassandra)
    {
        databases = new(block, mariaDb);
        redis = new(() => block.Value.StartRedisAsync());
        this.cassandra = new(() => CassandraCluster.StartAsync(cassandra));
        session = new(ConnectAsync);
    }

    /// <summary>A whole set, which has not been prepared.</summary>
    public async Task<ClusterStorageSet> OpenAsync(MySqlShape shape) => await OpenAsync(shape, (await redis.Value).Configuration);

    /// <summary>A set that has no Redis, and therefore asks the databases for everything.</summary>
    public Task<ClusterStorageSet> OpenWithoutCopiesAsync(MySqlShape shape) => OpenAsync(shape, redis: null);

    /// <summary>Data of their own for processes that have a Redis together, which a test may end.</summary>
    public async Task<ClusterProcesses> OpenProcessesAsync()
    {
        var number = Interlocked.Increment(ref sets);
        await session.Value; // the schema is made by one before any
        var databasesOfIt = await MySqlAsync(number, MySqlShape.TwoShards);
        return new ClusterProcesses([.. databasesOfIt], await CassandraAsync(number), await block.Value.StartRedisAsync(), await databases.LogsOfAsync(NameOf(number)));
    }

    /// <summary>What the MySQL servers are asked from now on, each of them, by a set of this.</summary>
    public async Task<IReadOnlyList<StatementLog>> ReadLogsOf(ClusterStorageSet set)
    {
        var logs = await databases.LogsOfAsync(NameOf(numbers[set]));
        foreach (var log in logs) await log.ReadNewAsync();
        return logs;
    }

    /// <summary>The nodes, to be killed where nothing else runs.</summary>
    public Task<CassandraCluster> StartCassandraAsync() => cassandra.Value;

    /// <summary>The configuration of a process of its own over two shards, by environment variable.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ConfigureAsync()
    {
        var number = Interlocked.Increment(ref sets);
        var settings = new Dictionary<string, string>
        {
            ["Kalends__Storage"] = "cluster",
            ["Kalends__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Kalends__Cassandra__ContactPoints"] = string.Join(',', (await CassandraAsync(number)).ContactPoints),
            ["Kalends__Cassandra__Keyspace"] = NameOf(number),
        };
        foreach (var (n, server) in (await MySqlAsync(number, MySqlShape.TwoShards)).Index())
        {
            settings[$"Kalends__MySql__Servers__{n}__Name"] = server.Name;
            settings[$"Kalends__MySql__Servers__{n}__ConnectionString"] = server.ConnectionString;
            settings[$"Kalends__MySql__Servers__{n}__Slots"] = $"{server.Slots.Single()}";
        }
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        if (session is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await session.Value).DisposeAsync();
        if (cassandra is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await cassandra.Value).DisposeAsync();
        if (block.IsValueCreated) await block.Value.DisposeAsync();
    }

    private async Task<ClusterStorageSet> OpenAsync(MySqlShape shape, string? redis)
    {
        var number = Interlocked.Increment(ref sets);
        var shards = new MySqlShards([.. await MySqlAsync(number, shape)], TimeProvider.System);
        var parts = new RedisParts(redis, NameOf(number), shards.Leases);
        var shell = new CassandraShell(TimeProvider.System, NullLogger.Instance) { Copies = parts.Copies, Ranges = parts.Ranges };
        var partitions = new CassandraPartitions(await CassandraAsync(number), await session.Value, shell);
        var set = new ClusterStorageSet(shards, new SharedPartitions(partitions), parts);
        numbers[set] = number;
        return set;
    }

    private Task<IReadOnlyList<MySqlServerOptions>> MySqlAsync(int number, MySqlShape shape) => databases.MakeAsync(shape, NameOf(number));

    private static string NameOf(int set) => string.Create(CultureInfo.InvariantCulture, $"kalends_{set}");

    private async Task<CassandraOptions> CassandraAsync(int number) => new()
    {
        ContactPoints = [.. (await cassandra.Value).Nodes.Select(node => $"{node.EndPoint.Address}")],
        FirstShard = number * ShardsOfASet, ShardCount = 4, NotificationSlices = 3,
    };

    private async Task<CassandraDatabase> ConnectAsync()
    {
        var options = await CassandraAsync(0);
        var database = new CassandraDatabase(options);
        var partitions = new CassandraPartitions(options, database, new CassandraShell(TimeProvider.System, NullLogger.Instance));
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await partitions.Prepare(CancellationToken.None);
                return database;
            }
            catch (StorageException) when (Stopwatch.GetElapsedTime(begun) < LongestConnecting)
            {
                await Task.Delay(200); // on a loaded machine the nodes are slow in their first minute
            }
        }
    }
}
