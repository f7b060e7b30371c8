using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Users;

internal sealed class MySqlCredentialStore(ShardRouter shards, SlotSweep sweep) : ICredentialStore
{
    private const string InsertSession =
        "INSERT IGNORE INTO sessions (slot, user_id, token_hash, created_at, expires_at) VALUES (@slot, @user, @hash, @created, @expires)";
    private const string SelectSession = "SELECT created_at, expires_at FROM sessions WHERE slot = @slot AND user_id = @user AND token_hash = @hash";
    private const string DeleteSession = "DELETE FROM sessions WHERE slot = @slot AND user_id = @user AND token_hash = @hash";
    private const string InsertAppPassword =
        """
        INSERT IGNORE INTO app_passwords (slot, user_id, app_password_id, label, secret_hash, created_at)
        VALUES (@slot, @user, @id, @label, @hash, @created)
        """;
    private const string SelectAppPasswords =
        """
        SELECT app_password_id, label, secret_hash, created_at FROM app_passwords
        WHERE slot = @slot AND user_id = @user ORDER BY created_at, app_password_id
        """;
    private const string DeleteAppPassword = "DELETE FROM app_passwords WHERE slot = @slot AND user_id = @user AND app_password_id = @id";

    public Task AddSession(Session session, CancellationToken cancellation) => Run(session.UserId, Statement.Of(InsertSession,
        ("@user", session.UserId.Value), ("@hash", session.TokenHash.Bytes()), ("@created", session.CreatedAt.ToUnixTimeSeconds()),
        ("@expires", session.ExpiresAt.ToUnixTimeSeconds())), cancellation);

    public async ValueTask<Session?> FindSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        await shards.First(Slot.Of(user), Statement.Of(SelectSession, ("@user", user.Value), ("@hash", tokenHash.Bytes())),
            row => new Session(user, tokenHash, row.Instant(0), row.Instant(1)), cancellation);

    public Task RemoveSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        Run(user, Statement.Of(DeleteSession, ("@user", user.Value), ("@hash", tokenHash.Bytes())), cancellation);

    public Task AddAppPassword(AppPassword password, CancellationToken cancellation) => Run(password.UserId, Statement.Of(InsertAppPassword,
        ("@user", password.UserId.Value), ("@id", password.Id.Bytes()), ("@label", password.Label), ("@hash", password.SecretHash.Bytes()),
        ("@created", password.CreatedAt.ToUnixTimeSeconds())), cancellation);

    public Task<ImmutableArray<AppPassword>> ListAppPasswords(UserId user, CancellationToken cancellation) =>
        shards.List(Slot.Of(user), Statement.Of(SelectAppPasswords, ("@user", user.Value)),
            row => new AppPassword(row.Identifier(0), user, row.GetString(1), row.ByteArray(2), row.Instant(3)), cancellation);

    public async Task<bool> RemoveAppPassword(UserId user, Guid id, CancellationToken cancellation) =>
        await Run(user, Statement.Of(DeleteAppPassword, ("@user", user.Value), ("@id", id.Bytes())), cancellation) == 1;

    public Task RemoveExpiredSessions(Instant before, CancellationToken cancellation) =>
        sweep.Run(new SweptTable("sessions", "expires_at"), before, cancellation);

    private Task<int> Run(UserId user, Statement statement, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(user), transaction => transaction.Run(statement), cancellation);
}
