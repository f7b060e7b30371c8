using System.Collections.Concurrent;
using Kalends.Storage.Leases;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>
/// Copies that are recalled by way of Redis. What is asked for once is not kept; the second time, this process subscribes to the topic's
/// channel, and keeps what it reads from then on. Whoever changes something publishes there and waits until each subscriber has said that
/// it forgot; where Redis fails that, copies are banned altogether (<see cref="CopyBan"/>). See ADR 17.
/// </summary>
internal sealed class HeldCopies : ICopies, IAsyncDisposable
{
    private const int MostTopics = 50_000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Topic, HeldTopic> topics = new();
    private readonly CancellationTokenSource end = new();
    private readonly RedisLink link;
    private readonly Recalls recalls;
    private readonly CopyBan ban;
    private readonly Assurance assurance;
    private Task beats = Task.CompletedTask;
    private int count;

    public HeldCopies(RedisLink link, ILeaseStore leases)
    {
        this.link = link;
        recalls = new Recalls(link);
        ban = new CopyBan(leases);
        assurance = new Assurance(link, leases);
    }

    /// <summary>After the link and the leases: keeps copies from now on.</summary>
    public async Task Start(ILogger log)
    {
        if (!link.IsConfigured || !beats.IsCompleted) return;
        await recalls.Listen();
        beats = Task.Run(() => GoOn(log));
    }

    public async ValueTask<T?> Read<T>(CopyKey key, Func<CancellationToken, ValueTask<T?>> load, CancellationToken cancellation) where T : class
    {
        if (topics.TryGetValue(key.Topic, out HeldTopic? topic) && assurance.Epoch is { } epoch && await topic.Open(epoch) is { } shelf
            && shelf.Find(key.Name, load) is { } copy)
        {
            CacheMetrics.Count(key.Topic.Kind, copy.IsLoaded ? CacheLevel.Memory : CacheLevel.Store);
            return (T?)await copy.Value.WaitAsync(cancellation);
        }
        CacheMetrics.Count(key.Topic.Kind, CacheLevel.Store);
        T? loaded = await load(cancellation);
        if (topic is null && loaded is not null && !beats.IsCompleted) Add(key.Topic);
        return loaded;
    }

    public void Drop(Topic topic) => topics.GetValueOrDefault(topic)?.Drop();

    public async Task Recall(Topic topic)
    {
        Drop(topic);
        if (!link.IsConfigured || ban.IsInForce || await recalls.Tell(topic)) return;
        await ban.Enforce();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await beats.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
        ban.Dispose();
    }

    private void Add(Topic topic)
    {
        if (Volatile.Read(ref count) >= MostTopics || !topics.TryAdd(topic, new HeldTopic(link, topic))) return;
        Interlocked.Increment(ref count);
    }

    private async Task GoOn(ILogger log)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(end.Token))
        {
            try
            {
                await Tend();
            }
            catch (Exception failure) when (!end.IsCancellationRequested)
            {
                log.CopiesUntended(failure); // they end by themselves, and the next beat tries again
            }
        }
    }

    /// <summary>Nothing is asked of anybody while no topic is known.</summary>
    private async Task Tend()
    {
        if (topics.IsEmpty) return;
        await assurance.Renew(end.Token);
        foreach ((Topic topic, HeldTopic held) in topics)
            if (held.IsIdle && await held.Close() && topics.TryRemove(topic, out _)) Interlocked.Decrement(ref count);
    }
}
