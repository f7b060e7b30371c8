using System.Collections.Concurrent;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>
/// A topic that was asked for again. Its shelf is used once a message of its own has come back through the topic's channel: from then on
/// each recall arrives here, or this process learns that it is cut off.
/// </summary>
internal sealed class HeldTopic(RedisLink link, Topic topic)
{
    private const string Probe = "probe";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly RedisChannel channel = link.Channel($"{topic}");
    private readonly ConcurrentDictionary<string, TaskCompletionSource> probes = new();
    private readonly Lock gate = new();
    private Subscription? subscription;
    private Shelf? shelf;
    private long usedAt = Environment.TickCount64;
    private bool listens, isClosed;

    public bool IsIdle => Environment.TickCount64 - Volatile.Read(ref usedAt) > Idle.TotalMilliseconds;

    /// <summary>Where the copies of this epoch are; null where recalls may not arrive.</summary>
    public ValueTask<Shelf?> Open(object epoch)
    {
        Volatile.Write(ref usedAt, Environment.TickCount64);
        Subscription current;
        lock (gate)
        {
            if (isClosed) return ValueTask.FromResult<Shelf?>(null);
            if (subscription?.Epoch != epoch)
            {
                Task before = subscription?.End ?? Task.CompletedTask;
                subscription = new Subscription(epoch);
                subscription.Begin(() => Subscribe(before));
                shelf = new Shelf();
            }
            current = subscription;
            if (current.Holds) return ValueTask.FromResult(shelf);
        }
        return Await(current);
    }

    /// <summary>Whoever has begun to read may still use the shelf that was there; whoever comes later finds an empty one.</summary>
    public void Drop()
    {
        lock (gate)
            if (shelf is not null) shelf = new Shelf();
    }

    /// <summary>Ends it for good, unless it is in use again.</summary>
    public async Task<bool> Close()
    {
        Task last;
        lock (gate)
        {
            if (!IsIdle) return false;
            (isClosed, shelf) = (true, null);
            last = subscription?.End ?? Task.CompletedTask;
        }
        await last;
        await Unsubscribe();
        return true;
    }

    private async ValueTask<Shelf?> Await(Subscription current)
    {
        await current.End;
        lock (gate)
        {
            if (current.Holds) return subscription == current ? shelf : null;
            if (subscription == current) (subscription, shelf) = (null, null);
            return null;
        }
    }

    /// <summary>One at a time: whoever fails unsubscribes, and must not do so to the next.</summary>
    private async Task<bool> Subscribe(Task before)
    {
        await before;
        string nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var heard = probes[nonce] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!listens) await link.Subscriber.SubscribeAsync(channel, Hear).WaitAsync(Patience);
            listens = true;
            await link.Subscriber.PublishAsync(channel, $"{Probe} {link.Self} {nonce}").WaitAsync(Patience);
            await heard.Task.WaitAsync(Patience);
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            await Unsubscribe();
            return false;
        }
        finally
        {
            probes.TryRemove(nonce, out _);
        }
    }

    private async Task Unsubscribe()
    {
        listens = false;
        try
        {
            await link.Subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            return; // a connection that is gone has no subscriptions
        }
    }

    private void Hear(RedisChannel from, RedisValue message)
    {
        if (message.ToString().Split(' ') is not [var word, var sender, var nonce]) return;
        if (word == Probe) probes.GetValueOrDefault(nonce)?.TrySetResult();
        else if (word == Recalls.Word)
        {
            Drop();
            Recalls.Confirm(link, sender, nonce);
        }
    }

    /// <summary>What holds for one epoch, if it turns out to.</summary>
    private sealed class Subscription(object epoch)
    {
        private volatile bool holds;

        public object Epoch => epoch;

        /// <summary>Of the attempt.</summary>
        public Task End { get; private set; } = Task.CompletedTask;

        /// <summary>Whether a message came back.</summary>
        public bool Holds => holds;

        public void Begin(Func<Task<bool>> attempt) => End = Task.Run(async () => holds = await attempt());
    }
}
