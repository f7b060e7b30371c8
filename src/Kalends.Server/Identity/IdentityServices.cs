using Kalends.Server.Hosting;

namespace Kalends.Server.Identity;

/// <summary>Who may come in, and how.</summary>
internal static class IdentityServices
{
    public static void AddIdentity(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<LogInThrottle>();
        services.AddSingleton<Callers>();
        if (options.Oidc is not { } oidc) return;
        services.AddSingleton(oidc);
        services.AddSingleton<OidcTokens>();
    }
}
