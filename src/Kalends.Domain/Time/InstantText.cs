using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>Reads the instants of query strings: RFC 3339 with an offset or Z, whole seconds, years 0001 to 9999.</summary>
public static class InstantText
{
    internal static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
    internal static readonly Instant Last = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    /// <summary>The instant, or null where the text is not one.</summary>
    public static Instant? Read(ReadOnlySpan<char> text) =>
        WrittenTime.Read(text) is { Offset: { } offset, Local: var local } ? At(local, offset) : null;

    /// <summary>The instant of a wall time under an offset, or null outside the years 0001 to 9999 in UTC.</summary>
    internal static Instant? At(LocalDateTime local, Offset offset)
    {
        // In seconds, since an instant type has no room beyond its own last year.
        var seconds = local.InUtc().ToInstant().ToUnixTimeSeconds() - offset.Seconds;
        return seconds < First.ToUnixTimeSeconds() || seconds > Last.ToUnixTimeSeconds() ? null : Instant.FromUnixTimeSeconds(seconds);
    }
}
