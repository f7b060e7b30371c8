using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Users;

/// <summary>
/// Whose an address is. Reserved, it may still become free; given, it stays. A user whose address was not given is not there, and a
/// reservation that nobody came back for is undone after a while, by whoever meets it or by the sweeper.
/// </summary>
internal sealed class AddressBook(ShardRouter shards, Installation installation)
{
    /// <summary>Seconds that a reservation is left alone.</summary>
    private const int Patience = 60;

    private const string Select =
        "SELECT user_id, reserved_since, UNIX_TIMESTAMP() FROM user_emails WHERE slot = @slot AND email_key = @email";
    private const string Reserve =
        """
        INSERT IGNORE INTO user_emails (slot, email_key, user_id, reserved_since) VALUES (@slot, @email, @user, UNIX_TIMESTAMP())
        """;
    private const string Give =
        """
        UPDATE user_emails SET reserved_since = NULL WHERE slot = @slot AND email_key = @email AND user_id = @user
        """;
    private const string Free =
        """
        DELETE FROM user_emails WHERE slot = @slot AND email_key = @email AND user_id = @user AND reserved_since IS NOT NULL
        """;
    private const string Confirm = "UPDATE users SET pending_since = NULL WHERE slot = @slot AND user_id = @user";
    private const string Drop = "DELETE FROM users WHERE slot = @slot AND user_id = @user AND pending_since IS NOT NULL";

    public ShardKey KeyOf(EmailAddress email) => new(Slot.Of(email, installation.AddressKey), ShardKeyKind.Address, email.Key);

    public async Task<HeldAddress?> Find(EmailAddress email, CancellationToken cancellation) =>
        await shards.First(KeyOf(email).Slot, Statement.Of(Select, ("@email", email.Key)), HeldAddress.Read, cancellation);

    /// <summary>Makes a user who lies in another slot than their address; false where it is taken or reserved.</summary>
    public async Task<bool> TryMakeApart(NewUser made, CancellationToken cancellation)
    {
        User user = made.User;
        if (!await OnAddress(Reserve, user.Id, user.Email, cancellation)) return false;
        if (await shards.Write(ShardKey.Of(user.Id), transaction => transaction.Run(made.Insert(isPending: true)), cancellation) == 0)
            throw new StorageException("A user's id was drawn twice.");
        return await Settle(user.Id, user.Email.Key, cancellation);
    }

    /// <summary>
    /// Makes a pending user a user, if the address is theirs or reserved for them; else forgets them. Either way what others see was
    /// decided at the address.
    /// </summary>
    public async Task<bool> Settle(UserId user, string emailKey, CancellationToken cancellation)
    {
        bool isGiven = await OnAddress(Give, user, new EmailAddress(emailKey), cancellation);
        Statement follow = Statement.Of(isGiven ? Confirm : Drop, ("@user", user.Value));
        await shards.Write(ShardKey.Of(user), transaction => transaction.Run(follow), cancellation);
        return isGiven;
    }

    /// <summary>Undoes a reservation that has been left alone for long; whether the address is free now.</summary>
    public async Task<bool> IsFreed(EmailAddress email, CancellationToken cancellation) =>
        await Find(email, cancellation) is { ReservedFor: > Patience } held && await OnAddress(Free, held.User, email, cancellation);

    private Task<bool> OnAddress(string statement, UserId user, EmailAddress email, CancellationToken cancellation) =>
        shards.Write(KeyOf(email), async transaction =>
            await transaction.Run(Statement.Of(statement, ("@email", email.Key), ("@user", user.Value))) == 1, cancellation);
}

/// <summary>Whose an address is, and for how many seconds it has been reserved if it is not given.</summary>
internal sealed record HeldAddress(UserId User, long? ReservedFor)
{
    public bool IsReserved => ReservedFor is not null;

    public static HeldAddress Read(MySqlConnector.MySqlDataReader row) =>
        new(new UserId(row.GetInt64(0)), row.IsDBNull(1) ? null : row.GetInt64(2) - row.GetInt64(1));
}
