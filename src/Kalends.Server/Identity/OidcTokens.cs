using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Kalends.Server.Identity;

/// <summary>Bearer tokens of a configured OpenID Connect issuer: they sign in the account that has their verified e-mail address.</summary>
internal sealed class OidcTokens(IUserStore users)
{
    public async ValueTask<SignedIn?> Identify(HttpContext http)
    {
        var checkedToken = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (checkedToken.Principal is not { } principal) return null;
        if (principal.FindFirst("email")?.Value is not { } email || principal.FindFirst("email_verified")?.Value != "true") return null;
        return await users.FindByEmail(new EmailAddress(email), http.RequestAborted) is { } user ? new SignedIn(user, null) : null;
    }
}
