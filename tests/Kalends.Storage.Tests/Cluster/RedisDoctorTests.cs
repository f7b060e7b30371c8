using Kalends.Storage.Cluster.Doctor;
using Kalends.Testing.Cluster;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>What is wrong with a Redis is said in words that name the remedy.</summary>
public sealed class RedisDoctorTests(ClusterServers servers)
{
    [Fact]
    public async Task None_is_no_illness_and_one_that_answers_is_well()
    {
        DependencyState none = await RedisExamination.Examine(null);
        Assert.True(none.IsHealthy);
        Assert.Contains("None is configured", none.Detail, StringComparison.Ordinal);
        DependencyState one = await RedisExamination.Examine((await servers.Redis()).Configuration);
        Assert.True(one.IsHealthy, one.Detail);
        Assert.Contains("carries messages", one.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_named()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await redis.RunAsync("CONFIG", "SET", "maxmemory", "100mb");
        await Says(redis, "allkeys-lru");
        await redis.RunAsync("REPLICAOF", $"{(await servers.Redis()).Address}", "6379");
        await Says(redis, "Name the primary");
        await redis.RunAsync("REPLICAOF", "NO", "ONE");
        await redis.RunAsync("CONFIG", "SET", "requirepass", "secret");
        await Says(redis, "refuses the password");
        await redis.KillAsync();
        await Says(redis, "Nothing answers");
        Assert.Contains("cannot be read", (await RedisExamination.Examine("host:6379,abortConnect=perhaps")).Detail, StringComparison.Ordinal);
    }

    private static async Task Says(RedisServer redis, string words)
    {
        DependencyState state = await RedisExamination.Examine(redis.Configuration);
        Assert.False(state.IsHealthy);
        Assert.Contains(words, state.Detail, StringComparison.Ordinal);
    }
}
