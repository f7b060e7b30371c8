using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Kalends.Testing.Cassandra;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Testing.Cluster;

/// <summary>
/// All servers of a cluster, started when a test first asks for a set over them. Each set has MySQL databases and Cassandra shards of its own.
/// </summary>
public sealed class ClusterBed : IAsyncDisposable
{
    private const int ShardsOfASet = 64;
    private readonly Lazy<ServerBlock> block = new(ServerBlock.Claim);
    private readonly Lazy<Task<MariaDbServer[]>> databases;
    private readonly Lazy<Task<CassandraCluster>> cassandra;
    private readonly Lazy<Task<CassandraDatabase>> session;
    private readonly ConcurrentDictionary<ClusterStorageSet, int> numbers = new();
    private int sets;

    public ClusterBed()
        : this(new MariaDbSettings { SyncsWrites = true, LogsStatements = true }, new CassandraSettings { SyncsWrites = true }) { }

    /// <summary>For loads rather than tests: servers as their makers tune them.</summary>
    public ClusterBed(MariaDbSettings mariaDb, CassandraSettings cassandra)
    {
        databases = new(() => Task.WhenAll(Enumerable.Range(0, 2).Select(_ => block.Value.StartMariaDbAsync(mariaDb))));
        this.cassandra = new(() => CassandraCluster.StartAsync(cassandra));
        session = new(ConnectAsync);
    }

    /// <summary>A set that has not been prepared.</summary>
    public async Task<ClusterStorageSet> OpenAsync(TimeProvider clock)
    {
        var number = Interlocked.Increment(ref sets);
        var partitions = new CassandraPartitions(await CassandraAsync(number), await session.Value, new CassandraShell(clock, NullLogger.Instance));
        var shards = new MySqlShards([.. await MySqlAsync(number)], clock);
        var set = new ClusterStorageSet(shards, new SharedPartitions(partitions), new RedisParts(null, $"{number}", shards.Leases));
        numbers[set] = number;
        return set;
    }

    /// <summary>Data of their own for processes that have a Redis together, which a test may end.</summary>
    public async Task<ClusterProcesses> OpenProcessesAsync()
    {
        var number = Interlocked.Increment(ref sets);
        await session.Value; // the schema is made by one before any
        StatementLog[] logs = [.. (await databases.Value).Select(server => new StatementLog(server, $"kalends_{number}"))];
        return new ClusterProcesses([.. await MySqlAsync(number)], await CassandraAsync(number), await block.Value.StartRedisAsync(), logs);
    }

    /// <summary>What the MySQL servers are asked from now on, each of them, by a set of this.</summary>
    public async Task<IReadOnlyList<StatementLog>> ReadLogsOf(ClusterStorageSet set)
    {
        StatementLog[] logs = [.. (await databases.Value).Select(server => new StatementLog(server, $"kalends_{numbers[set]}"))];
        foreach (var log in logs) await log.ReadNewAsync();
        return logs;
    }

    /// <summary>The nodes, to be killed where nothing else runs.</summary>
    public Task<CassandraCluster> StartCassandraAsync() => cassandra.Value;

    /// <summary>The configuration of a process of its own, by environment variable.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ConfigureAsync()
    {
        var number = Interlocked.Increment(ref sets);
        var settings = new Dictionary<string, string>
        {
            ["Kalends__Storage"] = "cluster",
            ["Kalends__Secret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Kalends__Cassandra__ContactPoints"] = string.Join(',', (await CassandraAsync(number)).ContactPoints),
            ["Kalends__Cassandra__Keyspace"] = $"kalends_{number.ToString(CultureInfo.InvariantCulture)}",
        };
        foreach (var (n, server) in (await MySqlAsync(number)).Index())
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

    private async Task<IReadOnlyList<MySqlServerOptions>> MySqlAsync(int number)
    {
        var options = new List<MySqlServerOptions>();
        var servers = await databases.Value;
        foreach (var (n, server) in servers.Index())
        {
            await server.AdministerAsync($"CREATE DATABASE kalends_{number}");
            options.Add(new MySqlServerOptions
            {
                Name = $"server{n}", ConnectionString = server.ConnectionString($"kalends_{number}"),
                Slots = [new SlotRange(n * SlotRange.Slots / servers.Length, ((n + 1) * SlotRange.Slots / servers.Length) - 1)],
            });
        }
        return options;
    }

    private async Task<CassandraOptions> CassandraAsync(int number) => new()
    {
        ContactPoints = [.. (await cassandra.Value).Nodes.Select(node => $"{node.EndPoint.Address}")],
        FirstShard = number * ShardsOfASet, ShardCount = 4, NotificationSlices = 3,
    };

    private async Task<CassandraDatabase> ConnectAsync()
    {
        var options = await CassandraAsync(0);
        var database = new CassandraDatabase(options);
        await new CassandraPartitions(options, database, new CassandraShell(TimeProvider.System, NullLogger.Instance)).Prepare(CancellationToken.None);
        return database;
    }
}
