using System.Security.Cryptography;

namespace Kalends.Cql.Connections;

/// <summary>Pauses that double up to a limit, each shortened at random so that clients do not come back in step.</summary>
internal sealed class Backoff(TimeSpan longest)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var pause = _next < longest ? _next : longest;
        _next = pause * 2;
        return pause * (RandomNumberGenerator.GetInt32(500, 1001) / 1000.0);
    }

    public void Reset() => _next = First;
}
