using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Redis;
using Kalends.Storage.Cluster.Redis.Copies;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>
/// Processes with copies, over a real Redis and real leases; what they copy is a number of this test. Whoever reads after a change was
/// answered sees it, in any process, whatever happens to Redis.
/// </summary>
public sealed class CopyTests(ClusterServers servers) : IAsyncLifetime
{
    private readonly OneServerLab lab = new(servers);
    private readonly Topic topic = Topic.Of(new CalendarId(Make.CalendarId().Value));
    private readonly List<RedisParts> processes = [];
    private StorageSet? set;
    private RedisServer? redis;
    private long stored, truth;
    private int loads;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RedisServer Redis => redis!;

    public async ValueTask InitializeAsync()
    {
        set = await lab.Open();
        redis = await servers.OwnServers().StartRedisAsync();
        for (int n = 0; n < 3; n++) processes.Add(await Start());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisParts process in processes) await process.DisposeAsync();
        await Redis.KillAsync();
        await set!.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task What_is_asked_again_is_kept_until_it_changes_anywhere()
    {
        foreach (RedisParts process in processes) await KeepsCopies(process);
        for (int n = 0; n < 20; n++)
        {
            await Change(processes[n % 3]);
            foreach (RedisParts process in processes) Assert.Equal(truth, await Read(process));
        }
        foreach (RedisParts process in processes) await KeepsCopies(process);
    }

    [Fact]
    public async Task Many_who_miss_at_once_wait_for_one_reading()
    {
        await KeepsCopies(processes[0]);
        await Change(processes[1]);
        int before = loads;
        var open = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 200).Select(_ => Task.Run(() => Read(processes[0], open.Task))).ToList();
        while (Volatile.Read(ref loads) == before) await Task.Delay(5, Cancellation);
        open.SetResult();
        Assert.All(await Task.WhenAll(readers), seen => Assert.Equal(truth, seen));
        Assert.InRange(loads - before, 1, 2); // two where the process was not sure for a moment
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_read_is_looked_for_again()
    {
        await KeepsCopies(processes[0]);
        var key = new CopyKey(topic, "missing");
        int asked = 0;
        for (int n = 1; n <= 3; n++)
        {
            Assert.Null(await processes[0].Copies.Read<object>(key, _ => ValueTask.FromResult<object?>(asked++ < 0 ? key : null), Cancellation));
            await Assert.ThrowsAsync<StorageException>(async () => await processes[0].Copies.Read<object>(
                new CopyKey(topic, "broken"), async _ =>
                {
                    await Task.Yield();
                    asked++;
                    throw new StorageException("gone");
                }, Cancellation));
            Assert.Equal(2 * n, asked);
        }
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("paused")]
    [InlineData("flushed")]
    public async Task Nobody_sees_less_than_what_was_answered_while_Redis_is(string fault)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        foreach (RedisParts process in processes) await KeepsCopies(process);
        var waits = new ConcurrentQueue<TimeSpan>();
        var readers = processes.Select(process => Task.Run(() => ReadOn(process, end.Token))).ToList();
        var writer = Task.Run(() => WriteOn(waits, end.Token));
        for (int round = 0; round < 3; round++)
        {
            await Task.Delay(300, Cancellation);
            await Fault(fault);
        }
        await Task.Delay(1500, Cancellation);
        await end.CancelAsync();
        await Task.WhenAll([.. readers, writer]);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Redis {fault}: {waits.Count} changes, the longest wait {waits.Max().TotalMilliseconds:F0} ms, {waits.Count(wait => wait.TotalMilliseconds > 250)} over 250 ms");
        Assert.InRange(waits.Max(), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        foreach (RedisParts process in processes) await KeepsCopies(process);
    }

    private async Task Fault(string fault)
    {
        if (fault == "flushed") await Redis.FlushAsync();
        else if (fault == "killed")
        {
            await Redis.KillAsync();
            await Task.Delay(700, Cancellation);
            await Redis.StartAsync();
        }
        else
        {
            Redis.Pause();
            await Task.Delay(1500, Cancellation);
            Redis.Resume();
        }
    }

    private async Task ReadOn(RedisParts process, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            long answered = Interlocked.Read(ref truth);
            Assert.True(await Read(process) >= answered, "A copy from before a change was used after its answer.");
            await Task.Yield();
        }
    }

    private async Task WriteOn(ConcurrentQueue<TimeSpan> waits, CancellationToken end)
    {
        for (int n = 0; !end.IsCancellationRequested; n++)
        {
            long begun = Stopwatch.GetTimestamp();
            await Change(processes[n % 3]);
            waits.Enqueue(Stopwatch.GetElapsedTime(begun));
            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>What is stored is ahead of what was answered until the recall is through.</summary>
    private async Task Change(RedisParts by)
    {
        long next = Interlocked.Increment(ref stored);
        await by.Copies.Recall(topic);
        Interlocked.Exchange(ref truth, next);
    }

    private async Task<long> Read(RedisParts process, Task? opens = null) => (long)(await process.Copies.Read<object>(
        new CopyKey(topic, "number"),
        async _ =>
        {
            Interlocked.Increment(ref loads);
            long read = Interlocked.Read(ref stored);
            await (opens ?? Task.Delay(1, CancellationToken.None));
            return read;
        },
        CancellationToken.None))!;

    private async Task KeepsCopies(RedisParts process)
    {
        for (int before = -1; before != loads;)
        {
            await Task.Delay(20, Cancellation);
            before = loads;
            for (int n = 0; n < 10; n++) await Read(process);
        }
    }

    private async Task<RedisParts> Start()
    {
        var parts = new RedisParts(Redis.Configuration, lab.Name, set!.Leases);
        await parts.Connect();
        await parts.Start();
        return parts;
    }
}
