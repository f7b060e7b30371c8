using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// The present by the clock of the store, as leases tell it: so that a process whose own clock is wrong sends neither early nor late.
/// </summary>
internal sealed class StoreClock(TimeProvider own)
{
    // Less than this may as well be the way to the store and back.
    private static readonly Duration Tolerated = Duration.FromMilliseconds(500);

    private long offsetTicks;

    public TimeProvider Own => own;

    public Instant Now => Instant.FromDateTimeOffset(own.GetUtcNow()) + Duration.FromTicks(Volatile.Read(ref offsetTicks));

    /// <summary>Learns from a lease that was just given for a length.</summary>
    public void Learn(Lease lease, Duration length)
    {
        var offset = lease.Until - length - Instant.FromDateTimeOffset(own.GetUtcNow());
        var isWrong = offset > Tolerated || offset < -Tolerated;
        Volatile.Write(ref offsetTicks, isWrong ? (long)offset.TotalTicks : 0);
    }
}
