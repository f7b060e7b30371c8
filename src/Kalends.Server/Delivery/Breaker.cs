namespace Kalends.Server.Delivery;

/// <summary>
/// Leaves a gateway alone after it has failed several times in a row, for longer each time. When the pause is over the next attempt tells
/// whether it is back. Safe to share between threads.
/// </summary>
internal sealed class Breaker(TimeProvider clock)
{
    private const int Patience = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private int failures;
    private TimeSpan pause;
    private long openedAt;

    /// <summary>How long it stays open, or null where it is closed.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            lock (gate)
            {
                var left = pause - clock.GetElapsedTime(openedAt);
                return pause > TimeSpan.Zero && left > TimeSpan.Zero ? left : null;
            }
        }
    }

    public void Succeeded()
    {
        lock (gate) (failures, pause) = (0, TimeSpan.Zero);
    }

    public void Failed()
    {
        lock (gate)
        {
            if (++failures < Patience) return;
            // Failures of attempts that were under way when it opened do not open it further.
            if (pause > TimeSpan.Zero && clock.GetElapsedTime(openedAt) < pause) return;
            pause = pause == TimeSpan.Zero ? First : pause * 2 < Longest ? pause * 2 : Longest;
            openedAt = clock.GetTimestamp();
        }
    }
}
