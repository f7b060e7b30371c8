using NodaTime;

namespace Kalends.Server.Hosting;

/// <summary>What the store has told of its time once.</summary>
/// <param name="Asked">By the process's own clock.</param>
/// <param name="Told">By the store's, at some time between the two others.</param>
/// <param name="Answered">By the process's own clock.</param>
internal readonly record struct StoreTime(Instant Asked, Instant Told, Instant Answered)
{
    // Less than this may as well be the way to the store and back.
    private static readonly Duration Tolerated = Duration.FromMilliseconds(500);

    /// <summary>
    /// How far the store's clock is ahead at least, so that nothing is dated or sent early by how long the way back took; zero where nobody
    /// would notice.
    /// </summary>
    public Duration Offset => Told < Asked - Tolerated || Told > Answered + Tolerated ? Told - Answered : Duration.Zero;

    /// <summary>By how much the offset may be too small.</summary>
    public Duration Doubt => Answered - Asked;
}
