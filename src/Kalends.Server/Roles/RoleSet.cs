using Kalends.Server.Hosting;

namespace Kalends.Server.Roles;

/// <summary>What one process does. A single process does everything; a cluster starts many, each with some.</summary>
/// <param name="Api">Serves HTTP requests of users.</param>
/// <param name="Worker">Keeps projections and the horizon of notifications up to date, sweeps the trash.</param>
/// <param name="Notifier">Delivers notifications.</param>
internal sealed record RoleSet(bool Api, bool Worker, bool Notifier)
{
    public static RoleSet All { get; } = new(true, true, true);

    /// <summary>Reads <c>api,worker,notifier</c> in any order; null means all.</summary>
    public static RoleSet Parse(string? text)
    {
        if (text is null) return All;
        var roles = new RoleSet(false, false, false);
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles = name.ToLowerInvariant() switch
            {
                "api" => roles with { Api = true },
                "worker" => roles with { Worker = true },
                "notifier" => roles with { Notifier = true },
                _ => throw new InvalidConfigurationException("roles", $"knows api, worker and notifier, not {name}"),
            };
        }
        return roles != new RoleSet(false, false, false) ? roles : throw new InvalidConfigurationException("roles", "must name at least one");
    }
}
