using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using Kalends.Storage.Users;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kalends.Server.Identity;

/// <summary>
/// Bearer tokens of a configured OpenID Connect issuer: they sign in the account that has their verified e-mail address. The issuer's keys
/// are fetched when first needed, and again when a token names one that is not known.
/// </summary>
internal sealed class OidcTokens
{
    private readonly JsonWebTokenHandler reader = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters rules;
    private readonly IUserStore users;

    public OidcTokens(OidcOptions options, IUserStore users)
    {
        this.users = users;
        var discovery = new Uri(options.Authority.ToString().TrimEnd('/') + "/.well-known/openid-configuration");
        rules = new TokenValidationParameters
        {
            ValidAudience = options.Audience,
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                discovery.ToString(), new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever { RequireHttps = !discovery.IsLoopback }),
        };
    }

    public async ValueTask<SignedIn?> Identify(string token, CancellationToken cancellation)
    {
        var result = await reader.ValidateTokenAsync(token, rules);
        if (!result.IsValid || Claim(result, "email") is not string email || !IsVerified(result)) return null;
        return await users.FindByEmail(new EmailAddress(email), cancellation) is { } user ? new SignedIn(user, null) : null;
    }

    private static bool IsVerified(TokenValidationResult result) => Claim(result, "email_verified") is true or "true";

    private static object? Claim(TokenValidationResult result, string name) => result.Claims.TryGetValue(name, out var value) ? value : null;
}
