using Kalends.Server.Hosting.Calls;
using Kalends.Server.Roles;
using Kalends.Storage.Cluster;
using Kalends.Storage.Events;

namespace Kalends.Server.Hosting;

/// <summary>The configuration of one process, from the usual .NET sources: environment (<c>Kalends__X</c>), appsettings.json, switches.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where the embedded set keeps its file; <c>data</c> in the working directory if nothing is said.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Where versions of the tzdb are kept; in the data directory if nothing is said, in a cluster nowhere.</summary>
    public string? ZoneFolder { get; init; }

    /// <summary>Base64 of the secret that all processes of one installation share; null to keep one in the data directory.</summary>
    public string? Secret { get; init; }

    /// <summary>The servers that keep the data, or null where it lies in the data directory.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>What this process does; everything if nothing is said.</summary>
    public RoleSet Roles { get; init; } = RoleSet.All;

    /// <summary>How often one caller may ask.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>How much one request may ask for.</summary>
    public RequestLimits Requests { get; init; } = new();

    /// <summary>How much one calendar may hold.</summary>
    public CalendarRoom Room { get; init; } = new();

    /// <summary>How long a process that is told to stop goes on serving while it says that it is not ready.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.Zero;

    /// <summary>For how long a worker takes work: as long its work waits for another when it dies.</summary>
    public TimeSpan WorkLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session lives.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The issuer whose bearer tokens count too, or null.</summary>
    public OidcOptions? Oidc { get; init; }

    public static CalendarRoom ReadRoom(Settings settings)
    {
        var defaults = new CalendarRoom();
        return defaults with { MostEvents = settings.Count("Limits:CalendarEvents") ?? defaults.MostEvents };
    }

    public static ServerOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration.GetSection("Kalends"));
        var defaults = new ServerOptions();
        var data = Path.GetFullPath(settings.Text("DataDirectory") ?? defaults.DataDirectory);
        var cluster = ClusterSettings.Read(configuration);
        return new ServerOptions
        {
            DataDirectory = data,
            ZoneFolder = settings.Text("TimeZoneData") ?? (cluster is null ? Path.Combine(data, "tzdb") : null),
            Cluster = cluster,
            Secret = settings.Text("Secret"),
            Roles = RoleSet.Parse(configuration["roles"] ?? settings.Text("Roles")),
            RateLimits = RateLimitOptions.Read(settings),
            Requests = new RequestLimits
            {
                BodyBytes = settings.Count("Limits:BodyBytes") ?? defaults.Requests.BodyBytes,
                Time = settings.Span("Limits:RequestTime") ?? defaults.Requests.Time,
                ImportBytes = settings.Count("Limits:ImportBytes") ?? defaults.Requests.ImportBytes,
                TransferTime = settings.Span("Limits:TransferTime") ?? defaults.Requests.TransferTime,
            },
            Room = ReadRoom(settings),
            DrainTime = settings.Span("DrainTime") ?? defaults.DrainTime,
            WorkLease = settings.Span("Work:Lease") ?? defaults.WorkLease,
            SessionLifetime = settings.Span("SessionLifetime") ?? defaults.SessionLifetime,
            Oidc = OidcOptions.Read(settings),
        };
    }
}

/// <summary>An OpenID Connect issuer. Its tokens sign in the account that has their verified e-mail.</summary>
/// <param name="Authority">The issuer's address; https, but on loopback.</param>
/// <param name="Audience">What its tokens must be for.</param>
internal sealed record OidcOptions(Uri Authority, string Audience)
{
    public static OidcOptions? Read(Settings settings)
    {
        if (settings.Text("Oidc:Authority") is not { } authority) return null;
        var audience = settings.Text("Oidc:Audience") ?? throw new InvalidConfigurationException("Kalends:Oidc:Audience", "is required with an authority");
        return Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? new OidcOptions(address, audience)
            : throw new InvalidConfigurationException("Kalends:Oidc:Authority", "must be an https address");
    }
}
