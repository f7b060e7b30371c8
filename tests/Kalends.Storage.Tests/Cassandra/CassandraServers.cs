using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Tests.Cassandra;
using Kalends.Testing.Cassandra;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(CassandraServers))]

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>Three real nodes for the whole run, with the schema, started when the first test asks for them.</summary>
public sealed class CassandraServers : IAsyncDisposable
{
    private const int ShardsOfATest = 64;
    private readonly Lazy<Task<CassandraCluster>> cluster = new(() =>
        CassandraCluster.StartAsync(new CassandraSettings { SyncsWrites = true }));
    private readonly Lazy<Task<CassandraDatabase>> database;
    private int tests;

    internal static CassandraShell Shell { get; } = new(TimeProvider.System, NullLogger.Instance);

    public CassandraServers() => database = new Lazy<Task<CassandraDatabase>>(Connect);

    /// <summary>The nodes; skips the test where the run leaves servers out, and fails it where they cannot start.</summary>
    public Task<CassandraCluster> GetCluster()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1", "KALENDS_TEST_QUICK=1 leaves out Apache Cassandra.");
        return cluster.Value;
    }

    /// <summary>A session that tests share, prepared.</summary>
    internal async Task<CassandraDatabase> GetDatabase()
    {
        await GetCluster();
        return await database.Value;
    }

    /// <summary>Of a test: lists over all calendars are its own.</summary>
    internal async Task<CassandraOptions> MakeOptions() => new()
    {
        ContactPoints = [.. (await GetCluster()).Nodes.Select(node => node.EndPoint.Address.ToString())],
        FirstShard = Interlocked.Increment(ref tests) * ShardsOfATest, ShardCount = 4, NotificationSlices = 3,
    };

    /// <summary>Stores with a session of their own. The schema is made by one before any.</summary>
    internal async Task<CassandraPartitions> Open(CassandraOptions options, CassandraShell? shell = null)
    {
        await GetDatabase();
        return await OpenFirst(options, shell);
    }

    private static async Task<CassandraPartitions> OpenFirst(CassandraOptions options, CassandraShell? shell = null)
    {
        var partitions = CassandraPartitions.Open(options, shell ?? Shell);
        await partitions.Prepare(TestContext.Current.CancellationToken);
        return partitions;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await database.Value).DisposeAsync();
        if (cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await cluster.Value).DisposeAsync();
    }

    private async Task<CassandraDatabase> Connect() => (await OpenFirst(await MakeOptions())).Database;
}
