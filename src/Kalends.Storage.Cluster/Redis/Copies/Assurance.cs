using Kalends.Storage.Leases;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>
/// Whether recalls reach this process. It is sure of that for a second from before it asked Redis, and the servers, whether copies are
/// banned. Once it was not sure, what it had kept before counts no more: that is another epoch.
/// </summary>
internal sealed class Assurance
{
    /// <summary>After so long nobody relies on an answer from before.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);

    private readonly RedisLink link;
    private readonly ILeaseStore leases;
    private readonly Lock gate = new();
    private volatile Sure? sure;
    private int interruptions;

    public Assurance(RedisLink link, ILeaseStore leases)
    {
        (this.link, this.leases) = (link, leases);
        link.Interrupted += Interrupt;
    }

    /// <summary>Null while it is not sure.</summary>
    public object? Epoch => sure is { } now && Environment.TickCount64 < now.Until ? now.Epoch : null;

    public async Task Renew(CancellationToken cancellation)
    {
        (long asked, int before) = (Environment.TickCount64, Volatile.Read(ref interruptions));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Lasts);
        try
        {
            await link.Subscriber.PingAsync().WaitAsync(limit.Token);
            if (await leases.Find(CopyBan.Name, limit.Token) is null) Prolong(asked, before);
            else Interrupt();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or StorageException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return; // it ends by itself
        }
    }

    private void Prolong(long asked, int before)
    {
        lock (gate)
        {
            if (before != interruptions) return;
            sure = new Sure(Epoch ?? new object(), asked + (long)Lasts.TotalMilliseconds);
        }
    }

    private void Interrupt()
    {
        lock (gate)
        {
            interruptions++;
            sure = null;
        }
    }

    private sealed record Sure(object Epoch, long Until);
}
