namespace Kalends.Testing.Clocks;

/// <summary>Runs as fast as the right one, and is off.</summary>
public sealed class WrongClock(TimeProvider right, TimeSpan off) : TimeProvider
{
    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + off;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}
