using NodaTime;

namespace Kalends.Server.Hosting;

/// <summary>
/// The present by the clock of the store, as leases tell it. Everything is dated by it, so that a process whose own clock is wrong plans nothing
/// too late, sends nothing early and forgets nothing too soon. What passes is measured by the process's own clock, which only runs forward.
/// </summary>
internal sealed class StoreClock(TimeProvider own) : TimeProvider
{
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

    /// <summary>Goes by what the store has told from now on.</summary>
    public void Learn(StoreTime told)
    {
        Volatile.Write(ref offsetTicks, (long)told.Offset.TotalTicks);
        known.TrySetResult();
    }
}
