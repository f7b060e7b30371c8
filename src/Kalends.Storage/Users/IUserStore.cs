using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Users;

/// <summary>Accounts, sharded by user; addresses are unique across all shards by reservation.</summary>
public interface IUserStore
{
    /// <summary>
    /// The id of a new user from a random positive number. A set that shards gives one that lies where the address lies, so that signing up
    /// and in touch one shard; it tells nothing of the address.
    /// </summary>
    UserId Place(EmailAddress email, long drawn) => new(drawn);

    /// <summary>Makes the account, or says that the address is taken. If the process dies midway, the address is free again later.</summary>
    Task<bool> TryCreate(User user, string passwordHash, CancellationToken cancellation);

    /// <summary>The user, or null.</summary>
    Task<User?> Find(UserId user, CancellationToken cancellation);

    /// <summary>Those of the users that are there, in any order.</summary>
    Task<ImmutableArray<User>> FindMany(IReadOnlyCollection<UserId> users, CancellationToken cancellation) =>
        Many.Read(users, async (id, end) => await Find(id, end), cancellation);

    /// <summary>The user behind an address, or null.</summary>
    Task<UserId?> FindByEmail(EmailAddress email, CancellationToken cancellation);

    /// <summary>The encoded Argon2id hash, or null where there is no such user.</summary>
    Task<string?> FindPasswordHash(UserId user, CancellationToken cancellation);

    /// <summary>Stores <paramref name="user"/> if the stored revision is the one before its own and the address the same; else false.</summary>
    Task<bool> TryReplace(User user, CancellationToken cancellation);
}
