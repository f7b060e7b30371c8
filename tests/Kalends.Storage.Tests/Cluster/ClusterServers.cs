using Kalends.Storage.Tests.Cluster;
using Kalends.Testing.Cluster;

[assembly: AssemblyFixture(typeof(ClusterServers))]

namespace Kalends.Storage.Tests.Cluster;

/// <summary>The servers of the whole run, started when the first test asks for them. Tests have databases of their own on them.</summary>
public sealed class ClusterServers : IAsyncDisposable
{
    private readonly Lazy<ServerBlock> block = new(ServerBlock.Claim);
    private readonly Lazy<Task<MariaDbPair>> first, second;
    private readonly Lazy<Task<SpiderFront>> spider;
    private readonly Lazy<Task<RedisServer>> redis;
    private int databases;

    public ClusterServers()
    {
        var settings = new MariaDbSettings { LogsStatements = true };
        first = new(() => block.Value.StartPairAsync(settings));
        second = new(() => block.Value.StartPairAsync(settings));
        spider = new(() => block.Value.StartSpiderAsync(shards: 2, settings));
        redis = new(() => block.Value.StartRedisAsync());
    }

    public Task<MariaDbPair> First() => Started(first);

    public Task<MariaDbPair> Second() => Started(second);

    public Task<SpiderFront> Spider() => Started(spider);

    public Task<RedisServer> Redis() => Started(redis);

    /// <summary>For servers that a test stops or kills.</summary>
    public ServerBlock OwnServers()
    {
        SkipWhereLeftOut();
        return block.Value;
    }

    /// <summary>A name that no other test of this run has.</summary>
    public string NewDatabase() => $"kalends_{Interlocked.Increment(ref databases)}";

    public async ValueTask DisposeAsync()
    {
        if (block.IsValueCreated) await block.Value.DisposeAsync();
    }

    private static Task<T> Started<T>(Lazy<Task<T>> servers)
    {
        SkipWhereLeftOut();
        return servers.Value;
    }

    private static void SkipWhereLeftOut() => Assert.SkipWhen(
        Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1", "KALENDS_TEST_QUICK=1 leaves out the servers of the cluster.");
}
