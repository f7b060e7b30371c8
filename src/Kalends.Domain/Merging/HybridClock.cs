using NodaTime;

namespace Kalends.Domain.Merging;

/// <summary>
/// A hybrid logical clock: follows the wall clock, never goes back, and runs ahead of what it has heard of. A device whose clock is
/// wild is refused by <see cref="IsAhead"/>, so that one telephone in the year 2100 does not win for 70 years.
/// </summary>
/// <param name="Last">The last time given out or heard of.</param>
public readonly record struct HybridClock(ulong Last)
{
    private const int CountBits = 16;

    /// <summary>How far a device's clock may be ahead of the server's.</summary>
    public static Duration Tolerance { get; } = Duration.FromMinutes(5);

    /// <summary>The clock after one more write.</summary>
    public HybridClock Tick(Instant now) => new(Math.Max(Reading(now), Last + 1));

    /// <summary>The clock after it has heard of a write.</summary>
    public HybridClock Receive(ulong time) => new(Math.Max(Last, time));

    /// <summary>The time of a wall clock.</summary>
    public static ulong Reading(Instant now) => (ulong)Math.Max(0, now.ToUnixTimeMilliseconds()) << CountBits;

    /// <summary>The wall time of a stamp.</summary>
    public static Instant At(ulong time) => Instant.FromUnixTimeMilliseconds((long)(time >> CountBits));

    /// <summary>Whether a time lies further ahead than an honest clock can be.</summary>
    public static bool IsAhead(ulong time, Instant now) => time > Reading(now + Tolerance);
}
