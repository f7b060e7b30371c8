using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Server.Hosting;

/// <summary>
/// The present by the clock of the store, as leases tell it. Everything is dated by it, so that a process whose own clock is wrong plans nothing
/// too late, sends nothing early and forgets nothing too soon. What passes is measured by the process's own clock, which only runs forward.
/// </summary>
internal sealed class StoreClock(TimeProvider own) : TimeProvider
{
    // Less than this may as well be the way to the store and back.
    private static readonly Duration Tolerated = Duration.FromMilliseconds(500);

    private readonly TaskCompletionSource known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long offsetTicks;

    /// <summary>Ends when the store has told its time for the first time.</summary>
    public Task Known => known.Task;

    /// <summary>By the store's clock, with fractions of a second.</summary>
    public Instant Now => Instant.FromDateTimeOffset(GetUtcNow());

    /// <summary>By the process's own clock.</summary>
    public Instant OwnNow => Instant.FromDateTimeOffset(own.GetUtcNow());

    /// <summary>How far the store's clock is ahead; zero where nobody would notice.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref offsetTicks));

    public override long TimestampFrequency => own.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + Offset;

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Learns from a lease that was just given for a length, and was asked for at that time of the own clock.</summary>
    public void Learn(Lease lease, Duration length, Instant asked)
    {
        var (told, answered) = (lease.Until - length, OwnNow);
        var offset = told < asked - Tolerated ? told - asked : told > answered + Tolerated ? told - answered : Duration.Zero;
        Volatile.Write(ref offsetTicks, (long)offset.TotalTicks);
        known.TrySetResult();
    }
}
