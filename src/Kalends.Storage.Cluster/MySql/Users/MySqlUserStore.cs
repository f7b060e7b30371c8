using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Documents;
using Kalends.Storage.Users;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Users;

/// <summary>
/// Users lie by id, their addresses by address. New ids are placed in the slot of the address, so that signing up is one transaction. Where
/// a user lies elsewhere the address is reserved, the user made, and the address given to them: that is when there is a user.
/// </summary>
internal sealed class MySqlUserStore(ShardRouter shards, AddressBook addresses, SlotMaps maps) : IUserStore
{
    private const string Columns = "document, pending_since IS NOT NULL";
    private const string Select = $"SELECT {Columns} FROM users WHERE slot = @slot AND user_id = @user";
    private const string SelectHash = "SELECT password_hash, pending_since IS NOT NULL FROM users WHERE slot = @slot AND user_id = @user";
    private const string Update =
        """
        UPDATE users SET revision = @revision, document = @document
        WHERE slot = @slot AND user_id = @user AND email_key = @email AND revision = @revision - 1 AND pending_since IS NULL
        """;

    private readonly RowsTogether<UserId, UserRow> together = new(maps, RowsQuery.OfUsers($"SELECT {Columns} FROM users", ReadRow, row => row.User.Id));

    public UserId Place(EmailAddress email, long drawn) => new(addresses.KeyOf(email).Slot.Place(drawn));

    public async Task<bool> TryCreate(User user, string passwordHash, CancellationToken cancellation)
    {
        var made = new NewUser(user, passwordHash);
        return await TryMake(made, cancellation)
            || (await addresses.IsFreed(user.Email, cancellation) && await TryMake(made, cancellation));
    }

    public async Task<User?> Find(UserId user, CancellationToken cancellation)
    {
        var found = await shards.First(Slot.Of(user), Statement.Of(Select, ("@user", user.Value)), ReadRow, cancellation);
        return found.User is { } known && (!found.IsPending || await addresses.Settle(known.Id, known.Email.Key, cancellation)) ? known : null;
    }

    public async Task<ImmutableArray<User>> FindMany(IReadOnlyCollection<UserId> users, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(users.Select(user => FindWithOthers(user, cancellation)))).OfType<User>()];

    public async Task<UserId?> FindByEmail(EmailAddress email, CancellationToken cancellation) =>
        await addresses.Find(email, cancellation) is { IsReserved: false } held ? held.User : null;

    public async Task<string?> FindPasswordHash(UserId user, CancellationToken cancellation)
    {
        var found = await shards.First(Slot.Of(user), Statement.Of(SelectHash, ("@user", user.Value)),
            static row => (Hash: row.GetString(0), IsPending: row.GetInt32(1) != 0), cancellation);
        return found.IsPending && await Find(user, cancellation) is null ? null : found.Hash;
    }

    public Task<bool> TryReplace(User user, CancellationToken cancellation)
    {
        Statement update = Statement.Of(Update, ("@user", user.Id.Value), ("@email", user.Email.Key), ("@revision", user.Revision),
            ("@document", UserDocument.Encode(user)));
        return shards.Write(ShardKey.Of(user.Id), async transaction => await transaction.Run(update) == 1, cancellation);
    }

    private async Task<User?> FindWithOthers(UserId user, CancellationToken cancellation) => await together.TryRead(user, cancellation) switch
    {
        [] => null,
        [{ IsPending: false } row] => row.User,
        _ => await Find(user, cancellation),
    };

    private static UserRow ReadRow(MySqlDataReader row) => new(UserDocument.Decode(row.Bytes(0)), row.GetInt32(1) != 0);

    private Task<bool> TryMake(NewUser made, CancellationToken cancellation)
    {
        var (address, owner) = (addresses.KeyOf(made.User.Email), ShardKey.Of(made.User.Id));
        if (address.Slot != owner.Slot) return addresses.TryMakeApart(made, cancellation);
        return shards.Write<bool>([address, owner], async transaction =>
        {
            if (await transaction.Run(made.TakeAddress()) == 0) return false;
            return await transaction.Run(made.Insert(isPending: false)) == 1 ? true : throw new StorageException("A user's id was drawn twice.");
        }, cancellation);
    }
}

internal readonly record struct UserRow(User User, bool IsPending);

/// <summary>A user to be made.</summary>
internal sealed record NewUser(User User, string PasswordHash)
{
    private const string InsertUser =
        """
        INSERT IGNORE INTO users (slot, user_id, email_key, password_hash, revision, pending_since, document)
        VALUES (@slot, @user, @email, @hash, @revision, IF(@pending, UNIX_TIMESTAMP(), NULL), @document)
        """;
    private const string InsertAddress = "INSERT IGNORE INTO user_emails (slot, email_key, user_id) VALUES (@slot, @email, @user)";

    public Statement TakeAddress() => Statement.Of(InsertAddress, ("@email", User.Email.Key), ("@user", User.Id.Value));

    public Statement Insert(bool isPending) => Statement.Of(InsertUser, ("@user", User.Id.Value), ("@email", User.Email.Key),
        ("@hash", PasswordHash), ("@revision", User.Revision), ("@pending", isPending), ("@document", UserDocument.Encode(User)));
}
