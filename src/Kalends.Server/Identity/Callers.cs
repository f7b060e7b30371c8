using System.Security.Cryptography;
using Kalends.Server.Hosting;
using Kalends.Storage.Users;

namespace Kalends.Server.Identity;

/// <summary>Finds out who sent a request, from its bearer token.</summary>
internal sealed class Callers(ICredentialStore credentials, TimeProvider clock, OidcTokens? oidc = null)
{
    private const string Scheme = "Bearer ";

    /// <summary>The caller, or null where there is no token or a bad one.</summary>
    public async ValueTask<SignedIn?> Identify(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } sent || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        if (SessionToken.Read(sent[Scheme.Length..].Trim()) is { } token) return await FindSession(token, http.RequestAborted);
        return oidc is null ? null : await oidc.Identify(sent[Scheme.Length..].Trim(), http.RequestAborted);
    }

    private async ValueTask<SignedIn?> FindSession(SessionToken token, CancellationToken cancellation)
    {
        var hash = token.Hash;
        var session = await credentials.FindSession(token.UserId, hash, cancellation);
        return session is not null
            && CryptographicOperations.FixedTimeEquals(session.TokenHash.AsSpan(), hash.AsSpan())
            && session.ExpiresAt > clock.Now()
            ? new SignedIn(session.UserId, hash)
            : null;
    }
}
