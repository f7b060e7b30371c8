using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Users;

/// <summary>Bearer sessions and app passwords, sharded by user; only hashes of the secrets are kept.</summary>
public interface ICredentialStore
{
    /// <summary>Keeps a session until it expires or is removed.</summary>
    Task AddSession(Session session, CancellationToken cancellation);

    /// <summary>The session with this hash, expired or not, or null.</summary>
    ValueTask<Session?> FindSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation);

    /// <summary>Ends a session; nothing happens if there is none.</summary>
    Task RemoveSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation);

    /// <summary>Keeps an app password until it is removed.</summary>
    Task AddAppPassword(AppPassword password, CancellationToken cancellation);

    /// <summary>All of a user's, oldest first.</summary>
    Task<ImmutableArray<AppPassword>> ListAppPasswords(UserId user, CancellationToken cancellation);

    /// <summary>Whether there was one to remove.</summary>
    Task<bool> RemoveAppPassword(UserId user, Guid id, CancellationToken cancellation);

    /// <summary>Forgets sessions that expired before <paramref name="before"/>.</summary>
    Task RemoveExpiredSessions(Instant before, CancellationToken cancellation);
}

/// <summary>A bearer token's session; the token itself is not kept.</summary>
public sealed record Session(UserId UserId, ImmutableArray<byte> TokenHash, Instant CreatedAt, Instant ExpiresAt);

/// <summary>A password for one program; the secret itself is not kept.</summary>
public sealed record AppPassword(Guid Id, UserId UserId, string Label, ImmutableArray<byte> SecretHash, Instant CreatedAt);
