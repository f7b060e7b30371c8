namespace Kalends.Testing.Clocks;

/// <summary>
/// A fake clock for a server with many threads. Of the fake's own timers, one that is changed while another thread disposes of it, as
/// <see cref="CancellationTokenSource"/> does, is left with no callback, and whoever turns the clock then fails. These keep theirs.
/// </summary>
public sealed class TurnedClock(TimeProvider fake) : TimeProvider
{
    public override long TimestampFrequency => fake.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => fake.GetUtcNow();

    public override long GetTimestamp() => fake.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(fake, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer : ITimer
    {
        private readonly ITimer inner;
        private volatile bool isDisposed;

        public Timer(TimeProvider fake, Action ring) =>
            inner = fake.CreateTimer(_ => { if (!isDisposed) ring(); }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public bool Change(TimeSpan dueTime, TimeSpan period) => !isDisposed && inner.Change(dueTime, period);

        /// <summary>The fake's own is stopped, not disposed of.</summary>
        public void Dispose()
        {
            isDisposed = true;
            inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
