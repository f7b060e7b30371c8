namespace Kalends.Server.Hosting;

/// <summary>How often one caller may ask: so many calls at once, and from then on so many a second.</summary>
internal sealed record RateLimitOptions
{
    /// <summary>Whether anybody is ever told to wait, at the log-in too.</summary>
    public bool Enabled { get; init; } = true;

    public int UserBurst { get; init; } = 2_000;

    public int UserPerSecond { get; init; } = 200;

    /// <summary>For requests that nobody signed in for, of one address.</summary>
    public int AddressBurst { get; init; } = 300;

    public int AddressPerSecond { get; init; } = 20;

    public static RateLimitOptions Read(Settings settings)
    {
        var defaults = new RateLimitOptions();
        return new RateLimitOptions
        {
            Enabled = settings.Flag("RateLimits:Enabled") ?? defaults.Enabled,
            UserBurst = settings.Count("RateLimits:UserBurst") ?? defaults.UserBurst,
            UserPerSecond = settings.Count("RateLimits:UserPerSecond") ?? defaults.UserPerSecond,
            AddressBurst = settings.Count("RateLimits:AddressBurst") ?? defaults.AddressBurst,
            AddressPerSecond = settings.Count("RateLimits:AddressPerSecond") ?? defaults.AddressPerSecond,
        };
    }
}
