using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Redis;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;
using Kalends.Testing.InMemory;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>News go from one process to the other, as long as Redis is there; nobody waits for it when it is not.</summary>
public sealed class RedisSignalTests(ClusterServers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_arrive_in_every_process_once_and_end_with_the_subscription()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await using RedisParts one = await Open(redis);
        await using RedisParts two = await Open(redis);
        ConcurrentQueue<(CalendarId, long)> here = new(), there = new();
        using var own = one.Signals.Subscribe((calendar, sequence) => here.Enqueue((calendar, sequence)));
        var other = two.Signals.Subscribe((calendar, sequence) => there.Enqueue((calendar, sequence)));
        await ArriveAtLast(one, there);
        there.Clear();
        here.Clear();
        CalendarId calendar = Make.CalendarId();
        one.Signals.Changed(calendar, 7);
        await Until(() => !there.IsEmpty);
        Assert.Equal([(calendar, 7L)], there);
        Assert.Equal([(calendar, 7L)], here);
        other.Dispose();
        one.Signals.Changed(calendar, 8);
        await Until(() => here.Count == 2);
        Assert.Single(there);
    }

    [Fact]
    public async Task While_Redis_is_gone_or_silent_nobody_waits_and_it_comes_back_by_itself()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await using RedisParts one = await Open(redis);
        await using RedisParts two = await Open(redis);
        ConcurrentQueue<(CalendarId, long)> there = new();
        using var other = two.Signals.Subscribe((calendar, sequence) => there.Enqueue((calendar, sequence)));
        await ArriveAtLast(one, there);

        await redis.KillAsync();
        TellManyWithoutWaiting(one);
        await redis.StartAsync();
        there.Clear();
        await ArriveAtLast(one, there);

        redis.Pause();
        TellManyWithoutWaiting(one);
        redis.Resume();
        there.Clear();
        await ArriveAtLast(one, there);
    }

    [Fact]
    public async Task It_opens_before_Redis_is_there()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await redis.KillAsync();
        await using RedisParts one = await Open(redis);
        await using RedisParts two = await Open(redis);
        ConcurrentQueue<(CalendarId, long)> there = new();
        using var other = two.Signals.Subscribe((calendar, sequence) => there.Enqueue((calendar, sequence)));
        one.Signals.Changed(Make.CalendarId(), 1);
        await redis.StartAsync();
        await ArriveAtLast(one, there);
    }

    private static async Task<RedisParts> Open(RedisServer redis)
    {
        var parts = new RedisParts(redis.Configuration, "signals", new InMemoryStorageSet(TimeProvider.System).Leases);
        await parts.Connect();
        return parts;
    }

    /// <summary>Each of these would take a second if it waited.</summary>
    private static void TellManyWithoutWaiting(RedisParts parts)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int n = 0; n < 1000; n++) parts.Signals.Changed(Make.CalendarId(), n);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static async Task ArriveAtLast(RedisParts from, ConcurrentQueue<(CalendarId, long)> to)
    {
        while (to.IsEmpty)
        {
            from.Signals.Changed(Make.CalendarId(), 1);
            await Task.Delay(50, Cancellation);
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(10, Cancellation);
    }
}
