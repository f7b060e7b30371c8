using System.Diagnostics;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Redis;
using Kalends.Storage.Cluster.Redis.Ranges;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;
using Kalends.Testing.InMemory;
using NodaTime;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>Pages of ranges on a real Redis: read once for many, found by other processes, and read anew where Redis fails.</summary>
public sealed class SharedRangeTests(ClusterServers servers)
{
    private readonly CalendarId calendar = Make.CalendarId();
    private int loads;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_miss_at_once_wait_for_one_reading()
    {
        await using RedisParts one = await Open(await servers.Redis());
        var open = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 200).Select(_ => Task.Run(() => Read(one, 1, open.Task))).ToList();
        while (Volatile.Read(ref loads) == 0) await Task.Delay(5, Cancellation);
        open.SetResult();
        Assert.All(await Task.WhenAll(readers), page => Assert.Equal(1, page.Sequence));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task Another_process_finds_a_page_in_Redis_and_after_a_flush_reads_it()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await using RedisParts one = await Open(redis);
        OccurrencePage made = await Read(one, 1);
        await Until(async () => (await redis.RunAsync("DBSIZE")).Trim() == "1");
        await using RedisParts two = await Open(redis);
        OccurrencePage found = await Read(two, 1);
        Assert.Equal(1, loads);
        Assert.Equal(made.Items.ToList(), found.Items.ToList());
        Assert.NotSame(made, found);

        await redis.FlushAsync();
        await using RedisParts three = await Open(redis);
        await Read(three, 1);
        Assert.Equal(2, loads);
        await Read(three, 2);
        Assert.Equal(3, loads);
    }

    [Fact]
    public async Task What_is_damaged_in_Redis_is_read_anew()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await using RedisParts one = await Open(redis);
        await Read(one, 1);
        await Until(async () => (await redis.RunAsync("DBSIZE")).Trim() == "1");
        string key = (await redis.RunAsync("--raw", "KEYS", "*")).Trim();
        foreach (string damage in new[] { "", "x", "kalends of another time", new string('z', 100) })
        {
            await redis.RunAsync("SET", key, damage);
            await using RedisParts other = await Open(redis);
            int before = loads;
            Assert.Single((await Read(other, 1)).Items);
            Assert.Equal(before + 1, loads);
        }
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_kept()
    {
        await using RedisParts one = await Open(await servers.Redis());
        for (int n = 0; n < 2; n++)
            Assert.Null(await one.Ranges.Read(Key(1), _ => Task.FromResult<OccurrencePage?>(null), Cancellation));
        Assert.Equal(1, (await Read(one, 1)).Sequence);
        Assert.Equal(1, loads);
    }

    /// <summary>Without the breaker every reading would wait for a quarter of a second: 200 would take 50 seconds.</summary>
    [Fact]
    public async Task While_Redis_is_silent_or_gone_readings_hardly_wait_and_it_is_used_again_by_itself()
    {
        RedisServer redis = await servers.OwnServers().StartRedisAsync();
        await using RedisParts one = await Open(redis);
        redis.Pause();
        long begun = Stopwatch.GetTimestamp();
        for (int version = 1; version <= 200; version++) await Read(one, version);
        TimeSpan silent = Stopwatch.GetElapsedTime(begun);
        redis.Resume();
        await redis.KillAsync();
        begun = Stopwatch.GetTimestamp();
        for (int version = 201; version <= 400; version++) await Read(one, version);
        TimeSpan gone = Stopwatch.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper?.WriteLine($"200 readings: Redis silent {silent.TotalSeconds:F1} s, gone {gone.TotalSeconds:F1} s");
        Assert.InRange(silent, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(gone, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(400, loads);

        await redis.StartAsync();
        int next = 400;
        await Until(async () =>
        {
            await Read(one, ++next);
            await Task.Delay(50, Cancellation);
            return (await redis.RunAsync("DBSIZE")).Trim() != "0";
        });
    }

    private static async Task<RedisParts> Open(RedisServer redis)
    {
        var parts = new RedisParts(redis.Configuration, "ranges", new InMemoryStorageSet(TimeProvider.System).Leases);
        await parts.Connect();
        return parts;
    }

    private async Task<OccurrencePage> Read(RedisParts parts, long version, Task? opens = null) => (await parts.Ranges.Read(
        Key(version),
        async _ =>
        {
            Interlocked.Increment(ref loads);
            await (opens ?? Task.CompletedTask);
            return Page(version);
        },
        Cancellation))!;

    private RangePageKey Key(long version) =>
        new(new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 250 }, version);

    private OccurrencePage Page(long version)
    {
        Event made = Make.Event(calendar);
        return new OccurrencePage
        {
            Items = [Make.Occurrence(made, Make.Monday + Duration.FromHours(9), Duration.FromHours(1))], HasMore = false, Sequence = version,
            Covered = new Interval(null, null),
        };
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Delay(20, Cancellation);
    }
}
