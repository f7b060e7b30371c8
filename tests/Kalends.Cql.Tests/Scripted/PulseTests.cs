using Kalends.Cql.Connections;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>The pulse on a machine that is too busy for it: beats come while an earlier one, or what it began, is still at work.</summary>
public sealed class PulseTests
{
    private static readonly ConnectionSettings Impatient = new()
    {
        Streams = 1, StallAfter = TimeSpan.Zero, HeartbeatTimeout = TimeSpan.FromHours(1),
    };

    [Fact]
    public void A_beat_that_comes_while_one_is_at_work_asks_nothing()
    {
        var clock = new BeatenClock();
        var streams = new StreamTable(1, clock);
        var owner = new Owner(asked =>
        {
            if (asked == 1) clock.Beat();
        });
        using var pulse = new Pulse(Impatient with { Time = clock }, streams, owner);
        Wait(pulse, streams);
        clock.Beat();
        Assert.Equal(1, owner.Asked);
    }

    [Fact]
    public void No_heartbeat_is_sent_before_whoever_waited_for_the_last_has_been_told()
    {
        var clock = new BeatenClock();
        var streams = new StreamTable(1, clock);
        Task<Frame>? last = null;
        var owner = new Owner(_ => last = streams.Heartbeat.Start(long.MaxValue).AsTask());
        using var pulse = new Pulse(Impatient with { Time = clock }, streams, owner);
        Wait(pulse, streams);
        clock.Beat();
        Assert.True(streams.Heartbeat.Answer(default));
        clock.Beat();
        Assert.Equal(1, owner.Asked);

        streams.Heartbeat.Tell();
        Assert.True(last!.IsCompletedSuccessfully);
        clock.Beat();
        Assert.Equal(2, owner.Asked);
    }

    // Somebody waits for an answer that does not come.
    private static void Wait(Pulse pulse, StreamTable streams)
    {
        pulse.Settle();
        _ = streams.Find(0).Start(long.MaxValue).AsTask();
    }

    private sealed class Owner(Action<int> onAsked) : IPulseOwner
    {
        public int Asked { get; private set; }

        public void SendHeartbeat() => onAsked(++Asked);

        public void GiveUp(string reason) => Assert.Fail(reason);

        public Exception TimedOut() => new TimeoutException();

        public Exception Silent() => new TimeoutException();
    }

    /// <summary>Beats when it is told to; its time goes on with every look at it, so that any silence is long.</summary>
    private sealed class BeatenClock : TimeProvider
    {
        private long _now;
        private Action _beat = () => { };

        public void Beat() => _beat();

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _beat = () => callback(state);
            return new Beats();
        }

        private sealed class Beats : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
