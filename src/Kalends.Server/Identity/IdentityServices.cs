using Kalends.Server.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;

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
        services.AddSingleton<OidcTokens>();
        services.AddAuthentication().AddJwtBearer(JwtBearerDefaults.AuthenticationScheme, jwt =>
        {
            jwt.Authority = oidc.Authority.ToString();
            jwt.Audience = oidc.Audience;
            jwt.RequireHttpsMetadata = !oidc.Authority.IsLoopback;
            jwt.MapInboundClaims = false; // claims keep the names that the issuer gave them
        });
    }
}
