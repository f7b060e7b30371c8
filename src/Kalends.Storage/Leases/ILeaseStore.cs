using NodaTime;

namespace Kalends.Storage.Leases;

/// <summary>
/// Rights to a shard of background work for a time. Time is the store's: whoever holds a lease measures its length on a clock of their
/// own that only runs forward, from before they asked. A holder that was paused may act on a lease that is over; whatever must not be
/// done twice carries the token, and is refused where a greater one was seen.
/// </summary>
public interface ILeaseStore
{
    /// <summary>
    /// Takes a lease that is free or over; null while somebody else holds it. An owner may take anew what it holds. Each taking of a name
    /// gets a greater token than every one before it, released or not.
    /// </summary>
    Task<Lease?> TryTake(string name, string owner, Duration length, CancellationToken cancellation);

    /// <summary>
    /// Makes a lease last for the length from now; null where it was taken again or released since. One that is over and that nobody
    /// has taken may be renewed.
    /// </summary>
    Task<Lease?> TryRenew(Lease lease, Duration length, CancellationToken cancellation);

    /// <summary>Frees a lease for others at once; nothing happens where it was taken again since.</summary>
    Task Release(Lease lease, CancellationToken cancellation);

    /// <summary>The lease as somebody holds it now, or null where it is free or over.</summary>
    Task<Lease?> Find(string name, CancellationToken cancellation);
}

/// <summary>A right that somebody holds.</summary>
/// <param name="Name">What it is a right to; up to 120 characters of ASCII. The shard key.</param>
/// <param name="Owner">Who holds it: a name of one run of one process, up to 120 characters of ASCII.</param>
/// <param name="Token">The fencing token.</param>
/// <param name="Until">When it is over, by the store's clock.</param>
public sealed record Lease(string Name, string Owner, long Token, Instant Until);
