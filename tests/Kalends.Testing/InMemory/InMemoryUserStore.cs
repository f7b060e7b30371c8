using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>Users by id and addresses by address lie on different shards: reserve, store, activate.</summary>
internal sealed class InMemoryUserStore(InMemoryProcess process, TimeProvider clock) : IUserStore
{
    /// <summary>A reservation without a user is given up after this.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(1);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    public async Task<bool> TryCreate(User user, string passwordHash, CancellationToken cancellation)
    {
        bool isReserved = await process.Do(Step.ReserveAddress, state =>
        {
            if (state.Addresses.TryGetValue(user.Email.Key, out AddressReservation? held) && IsHeld(state, held)) return false;
            state.Addresses[user.Email.Key] = new AddressReservation(user.Id, Now, IsActive: false);
            return true;
        });
        if (!isReserved) return process.Answer(false);
        bool isStored = await process.Do(Step.StoreUser, state => state.Users.TryAdd(user.Id, (user, passwordHash)));
        if (isStored) await process.Do(Step.ActivateAddress, state => Activate(state, user.Email));
        return process.Answer(isStored);
    }

    public async Task<User?> Find(UserId user, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.Users.TryGetValue(user, out var found) ? found.User : null);

    public async Task<UserId?> FindByEmail(EmailAddress email, CancellationToken cancellation) =>
        await process.Do(Step.Single, state =>
            state.Addresses.TryGetValue(email.Key, out AddressReservation? held) && state.Users.ContainsKey(held.User)
                ? held.User : (UserId?)null);

    public async Task<string?> FindPasswordHash(UserId user, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.Users.TryGetValue(user, out var found) ? found.PasswordHash : null);

    public async Task<bool> TryReplace(User user, CancellationToken cancellation)
    {
        bool isStored = await process.Do(Step.StoreUser, state =>
        {
            if (!state.Users.TryGetValue(user.Id, out var stored)) return false;
            if (stored.User.Revision != user.Revision - 1 || stored.User.Email.Key != user.Email.Key) return false;
            state.Users[user.Id] = (user, stored.PasswordHash);
            return true;
        });
        return process.Answer(isStored);
    }

    private bool IsHeld(InMemoryState state, AddressReservation held) =>
        held.IsActive || state.Users.ContainsKey(held.User) || Now - held.At < Patience;

    private static void Activate(InMemoryState state, EmailAddress email) =>
        state.Addresses[email.Key] = state.Addresses[email.Key] with { IsActive = true };
}
