using System.Security.Cryptography;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>Attempts of one operation: pauses that grow, with jitter, up to a limit for all together.</summary>
internal sealed class Patience(TimeProvider clock)
{
    private const int FirstPause = 10, LongestPause = 250; // milliseconds

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private readonly long begun = clock.GetTimestamp();
    private int pause = FirstPause;

    public bool IsOver => clock.GetElapsedTime(begun) > Limit;

    public Task Wait(CancellationToken cancellation)
    {
        var now = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(pause / 2, pause + 1));
        pause = Math.Min(2 * pause, LongestPause);
        return Task.Delay(now, clock, cancellation);
    }
}
