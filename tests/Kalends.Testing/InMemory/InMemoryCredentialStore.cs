using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryCredentialStore(InMemoryProcess process) : ICredentialStore
{
    public Task AddSession(Session session, CancellationToken cancellation) =>
        process.Do(Step.Single, state => { state.Sessions[(session.UserId, Hex(session.TokenHash))] = session; });

    public async ValueTask<Session?> FindSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.Sessions.GetValueOrDefault((user, Hex(tokenHash))));

    public Task RemoveSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        process.Do(Step.Single, state => { state.Sessions.Remove((user, Hex(tokenHash))); });

    public Task AddAppPassword(AppPassword password, CancellationToken cancellation) =>
        process.Do(Step.Single, state => { state.AppPasswords[(password.UserId, password.Id)] = password; });

    public Task<ImmutableArray<AppPassword>> ListAppPasswords(UserId user, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.AppPasswords.Values.Where(password => password.UserId == user)
            .OrderBy(password => password.CreatedAt).ThenBy(password => password.Id).ToImmutableArray());

    public Task<bool> RemoveAppPassword(UserId user, Guid id, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.AppPasswords.Remove((user, id)));

    public Task RemoveExpiredSessions(Instant before, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            foreach (var key in state.Sessions.Where(pair => pair.Value.ExpiresAt < before).Select(pair => pair.Key).ToList())
                state.Sessions.Remove(key);
        });

    private static string Hex(ImmutableArray<byte> hash) => Convert.ToHexString(hash.AsSpan());
}
