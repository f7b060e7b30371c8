using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// The right to send what falls due in one shard. It is taken when there is something to send and not renewed while there is nothing.
/// Its length is measured on a clock that only runs forward, from before it was asked for: a process that was paused sees that it is over.
/// </summary>
internal sealed class ShardLease(string name, ILeaseStore leases, LeaseTerms terms)
{
    private Lease? lease;
    private long askedAt;

    /// <summary>What marks the writes that only its latest holder may do.</summary>
    public long Fence => lease?.Token ?? 0;

    /// <summary>Whether it has not been another's since that fence, and there is enough of it left to begin another delivery.</summary>
    public bool IsHeldSince(long fence) => lease?.Token == fence && Elapsed < terms.Length * 0.7;

    private TimeSpan Elapsed => terms.Clock.GetElapsedTime(Volatile.Read(ref askedAt));

    /// <summary>Takes or renews it where it is not fresh; false while another process holds it.</summary>
    public async Task<bool> Hold(CancellationToken cancellation)
    {
        if (lease is not null && Elapsed < terms.Length / 3) return true;
        var asked = terms.Clock.GetTimestamp();
        var length = Duration.FromTimeSpan(terms.Length);
        var renewed = lease is null ? null : await leases.TryRenew(lease, length, cancellation);
        lease = renewed ?? await leases.TryTake(name, terms.Owner, length, cancellation);
        Volatile.Write(ref askedAt, asked);
        return lease is not null;
    }

    /// <summary>Renews it again and again until the token ends.</summary>
    public async Task Keep(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(terms.Length / 3, terms.Clock, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!end.IsCancellationRequested && !await Hold(CancellationToken.None)) return;
        }
    }

    /// <summary>Lets another process have it at once.</summary>
    public async Task Release(CancellationToken cancellation)
    {
        if (lease is { } held) await leases.Release(held, cancellation);
        lease = null;
    }
}

/// <summary>How a process holds its leases.</summary>
/// <param name="Owner">A name of this run of this process.</param>
/// <param name="Length">For how long one is taken.</param>
/// <param name="Clock">Measures it.</param>
internal sealed record LeaseTerms(string Owner, TimeSpan Length, TimeProvider Clock);
