using NodaTime;

namespace Kalends.Domain;

internal static class Clock
{
    /// <summary>Stored instants have whole seconds.</summary>
    internal static Instant WholeSeconds(Instant now) => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
