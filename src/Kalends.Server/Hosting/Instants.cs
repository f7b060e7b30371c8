using NodaTime;
using NodaTime.Text;

namespace Kalends.Server.Hosting;

/// <summary>Instants as the contract writes them: UTC, whole seconds.</summary>
internal static class Instants
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");

    /// <summary>Now, cut to whole seconds: no stored instant has a fraction.</summary>
    public static Instant Now(this TimeProvider clock) => Instant.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    public static string Format(Instant instant) => Utc.Format(instant);
}
