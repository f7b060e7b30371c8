using Kalends.Storage.Cluster.Redis;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Doctor;

/// <summary>Redis: whether it answers, is one that copies can be recalled by, and makes room by itself.</summary>
internal static class RedisExamination
{
    private const string Name = "Redis";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<DependencyState> Examine(string? configuration)
    {
        if (configuration is null)
            return new DependencyState(Name, IsHealthy: true, "None is configured: every question goes to the databases, and news wait until somebody looks.");
        try
        {
            var options = RedisLink.Options(configuration);
            options.AllowAdmin = true; // the client's own lock before INFO
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            if (!redis.IsConnected) return Ill("Nothing answers there, or it refuses the password. Requests are answered all the same, from the databases.");
            var facts = await ReadFacts(redis.GetServers().First(server => server.IsConnected));
            return await Judge(facts, redis);
        }
        catch (ArgumentException)
        {
            return Ill("Its configuration cannot be read.");
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return Ill($"It answers with an error: {failure.Message}");
        }
    }

    private static async Task<DependencyState> Judge(IReadOnlyDictionary<string, string> facts, ConnectionMultiplexer redis)
    {
        if (facts.GetValueOrDefault("cluster_enabled") == "1")
            return Ill("It runs as a Redis Cluster, which does not count all who hear a message. Use one primary, with replicas if you like.");
        if (facts.GetValueOrDefault("role") is "slave") return Ill("It is a replica. Name the primary.");
        if (!await Carries(redis)) return Ill("It answers, but carries no messages: the user needs &kalends:* and the commands of publish and subscribe.");
        bool fills = facts.GetValueOrDefault("maxmemory") is not (null or "0") && facts.GetValueOrDefault("maxmemory_policy") == "noeviction";
        return fills
            ? Ill("It answers, but keeps what it has until it is full, and then refuses: set maxmemory-policy to allkeys-lru.")
            : new DependencyState(Name, IsHealthy: true, $"It answers and carries messages. It is version {facts.GetValueOrDefault("redis_version")}.");
    }

    /// <summary>Whether a message comes back.</summary>
    private static async Task<bool> Carries(ConnectionMultiplexer redis)
    {
        var heard = new TaskCompletionSource();
        var channel = RedisChannel.Literal($"kalends:doctor:{Environment.ProcessId}");
        try
        {
            await redis.GetSubscriber().SubscribeAsync(channel, (_, _) => heard.TrySetResult());
            await redis.GetSubscriber().PublishAsync(channel, "");
            await heard.Task.WaitAsync(Patience);
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadFacts(IServer server) =>
        (await server.InfoAsync()).SelectMany(section => section).DistinctBy(fact => fact.Key).ToDictionary(fact => fact.Key, fact => fact.Value);

    private static DependencyState Ill(string words) => new(Name, IsHealthy: false, words);
}
