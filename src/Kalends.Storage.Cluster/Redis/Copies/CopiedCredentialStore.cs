using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>Keeps sessions; one that was ended is good in no process when its end is answered.</summary>
internal sealed class CopiedCredentialStore(ICredentialStore store, ICopies copies) : ICredentialStore
{
    public Task AddSession(Session session, CancellationToken cancellation) => store.AddSession(session, cancellation);

    public ValueTask<Session?> FindSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) => copies.Read(
        new CopyKey(Topic.SessionsOf(user), Convert.ToHexString(tokenHash.AsSpan())), end => store.FindSession(user, tokenHash, end), cancellation);

    public async Task RemoveSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation)
    {
        try
        {
            await store.RemoveSession(user, tokenHash, cancellation);
        }
        finally
        {
            await copies.Recall(Topic.SessionsOf(user));
        }
    }

    public Task AddAppPassword(AppPassword password, CancellationToken cancellation) => store.AddAppPassword(password, cancellation);

    public Task<ImmutableArray<AppPassword>> ListAppPasswords(UserId user, CancellationToken cancellation) => store.ListAppPasswords(user, cancellation);

    public Task<bool> RemoveAppPassword(UserId user, Guid id, CancellationToken cancellation) => store.RemoveAppPassword(user, id, cancellation);

    /// <summary>Whoever finds a session looks whether it has expired.</summary>
    public Task RemoveExpiredSessions(Instant before, CancellationToken cancellation) => store.RemoveExpiredSessions(before, cancellation);
}
