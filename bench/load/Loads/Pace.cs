using System.Diagnostics;
using Kalends.Load.Data;

namespace Kalends.Load.Loads;

/// <summary>When the next request should be sent, as Stopwatch timestamps.</summary>
internal abstract class Pace
{
    /// <summary>Not before this the next request is due.</summary>
    public abstract long NextDue { get; }

    /// <summary>What <see cref="NextDue"/> says when there is nothing more to send.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Takes the due request: the time from which its latency counts.</summary>
    public abstract long Take(long now);

    /// <summary>A closed loop: each client asks again as soon as it is answered, up to so many requests in all.</summary>
    public static Pace Closed(long limit = Never) => new AsAnswered(limit);

    /// <summary>An open loop: clients who know nothing of each other, so exponential gaps, whether the server keeps up or not.</summary>
    public static Pace Open(double perSecond, ulong seed) => new Arrivals(perSecond, new Draw(seed));

    private sealed class AsAnswered(long limit) : Pace
    {
        private long taken;

        public override long NextDue => taken < limit ? 0 : Never;

        public override long Take(long now)
        {
            taken++;
            return now;
        }
    }

    private sealed class Arrivals(double perSecond, Draw draw) : Pace
    {
        private readonly double meanGap = Stopwatch.Frequency / perSecond;
        private double due = Stopwatch.GetTimestamp();

        public override long NextDue => (long)due;

        public override long Take(long now)
        {
            long intended = (long)due;
            due -= meanGap * Math.Log(1 - draw.Fraction());
            return intended;
        }
    }
}
