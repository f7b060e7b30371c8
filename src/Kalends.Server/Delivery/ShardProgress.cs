using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// How far the delivery of a shard has come, and from where it looks for what is due next: from where all was settled; after news and every
/// few seconds from a little before; and once a minute from as far back as something may still be added.
/// </summary>
internal sealed class ShardProgress
{
    /// <summary>How often it looks for all that was added late.</summary>
    public static readonly Duration FullLook = Duration.FromMinutes(1);

    /// <summary>How long after its time something may still be added: the clocks of those who add may be wrong, and their commits slow.</summary>
    private static readonly Duration Grace = Duration.FromMinutes(5);

    /// <summary>How far back a shard that was never served is searched.</summary>
    private static readonly Duration FirstReach = Duration.FromDays(2);

    private static readonly Duration Overlap = Duration.FromSeconds(10);
    private static readonly Duration OverlapEvery = Duration.FromSeconds(5);

    private Instant settledTo = Instant.MinValue;
    private Instant overlapAt = Instant.MinValue;
    private Instant fullLookAt;

    /// <summary>
    /// Goes on where another process was when it saved. What was added late before that is found within a minute, by all shards at different
    /// times: a process that starts has no minute to spare, for others wait for what was left to it.
    /// </summary>
    /// <param name="saved">What <see cref="Before"/> was, or null where none was ever saved.</param>
    /// <param name="now">The time of day.</param>
    /// <param name="turn">Of this shard among all, from 0 to 1.</param>
    public ShardProgress(Instant? saved, Instant now, double turn)
    {
        Before = saved ?? now - FirstReach;
        if (saved is { } before) settledTo = before + Grace;
        fullLookAt = now + (FullLook * turn);
    }

    /// <summary>All that was due before is settled, and nothing is added there any more.</summary>
    public Instant Before { get; private set; }

    /// <summary>Remembers that nothing before the instant is due now.</summary>
    public void Advance(Instant to)
    {
        settledTo = to;
        Before = Instant.Max(Before, Instant.FromUnixTimeSeconds((to - Grace).ToUnixTimeSeconds()));
    }

    /// <summary>Looks a little back the next time: something was added.</summary>
    public void Tell() => overlapAt = Instant.MinValue;

    /// <summary>From where to look now.</summary>
    public Instant LookFrom(Instant now)
    {
        if (now >= fullLookAt)
        {
            fullLookAt = now + FullLook;
            settledTo = Instant.MinValue; // until all of it was looked through
        }
        var overlaps = now >= overlapAt;
        if (overlaps) overlapAt = now + OverlapEvery;
        var recent = overlaps && settledTo > Instant.MinValue ? settledTo - Overlap : settledTo;
        return Instant.Max(Before, recent);
    }
}
