using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>Tells all who hold copies of a topic to forget them, and waits until each has said so.</summary>
internal sealed class Recalls(RedisLink link)
{
    public const string Word = "recall";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, Confirmations> waiting = new();
    private long last;

    /// <summary>Answers a recall.</summary>
    public static void Confirm(RedisLink link, string sender, string nonce)
    {
        try
        {
            link.Subscriber.Publish(Box(link, sender), $"{nonce} {link.Self}", CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            return; // whoever recalled bans copies
        }
    }

    /// <summary>Listens for answers as soon as there is a connection.</summary>
    public Task Listen() => link.Subscriber.SubscribeAsync(Box(link, link.Self), (_, message) => Hear(message), CommandFlags.FireAndForget);

    /// <summary>Whether every process has forgotten.</summary>
    public async Task<bool> Tell(Topic topic)
    {
        if (!link.IsUp) return false;
        string nonce = Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
        var confirmations = waiting[nonce] = new Confirmations();
        long upSince = link.UpSince;
        try
        {
            long holders = await link.Subscriber.PublishAsync(link.Channel($"{topic}"), $"{Word} {link.Self} {nonce}").WaitAsync(Patience);
            await confirmations.Reach(holders).WaitAsync(Patience);
            await WaitForTheCutOff(upSince);
            return link.UpSince == upSince;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return false;
        }
        finally
        {
            waiting.TryRemove(nonce, out _);
        }
    }

    /// <summary>
    /// A Redis that was started a moment ago does not know of subscribers whose connection broke and who have not noticed yet. Until the
    /// connection is older than anybody's assurance, nobody of them is left.
    /// </summary>
    private static Task WaitForTheCutOff(long upSince)
    {
        long left = upSince + (long)Assurance.Lasts.TotalMilliseconds - Environment.TickCount64;
        return left > 0 ? Task.Delay(TimeSpan.FromMilliseconds(left)) : Task.CompletedTask;
    }

    private static RedisChannel Box(RedisLink link, string of) => link.Channel($"to:{of}");

    private void Hear(RedisValue message)
    {
        if (message.ToString().Split(' ') is [var nonce, var holder]) waiting.GetValueOrDefault(nonce)?.Add(holder);
    }

    /// <summary>Who has answered a recall; each counts once.</summary>
    private sealed class Confirmations
    {
        private readonly HashSet<string> holders = [];
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long wanted = long.MaxValue;

        public void Add(string holder)
        {
            lock (holders)
            {
                holders.Add(holder);
                if (holders.Count >= wanted) all.TrySetResult();
            }
        }

        public Task Reach(long count)
        {
            lock (holders)
            {
                wanted = count;
                if (holders.Count >= wanted) all.TrySetResult();
            }
            return all.Task;
        }
    }
}
