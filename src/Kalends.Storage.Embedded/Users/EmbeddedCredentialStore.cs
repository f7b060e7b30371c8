using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Storage.Embedded.Users;

internal sealed class EmbeddedCredentialStore(Database database) : ICredentialStore
{
    private static readonly Sql InsertSession = new(
        "INSERT INTO sessions (user_id, token_hash, created_at, expires_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    private static readonly Sql SelectSession = new("SELECT created_at, expires_at FROM sessions WHERE user_id = ?1 AND token_hash = ?2");
    private static readonly Sql DeleteSession = new("DELETE FROM sessions WHERE user_id = ?1 AND token_hash = ?2");
    private static readonly Sql DeleteExpired = new("DELETE FROM sessions WHERE expires_at < ?1");
    private static readonly Sql InsertAppPassword = new(
        """
        INSERT INTO app_passwords (user_id, app_password_id, label, secret_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """);
    private static readonly Sql SelectAppPasswords = new(
        """
        SELECT app_password_id, label, secret_hash, created_at FROM app_passwords
        WHERE user_id = ?1 ORDER BY created_at, app_password_id
        """);
    private static readonly Sql DeleteAppPassword = new("DELETE FROM app_passwords WHERE user_id = ?1 AND app_password_id = ?2");

    public Task AddSession(Session session, CancellationToken cancellation) =>
        database.Write(session, static (connection, session) =>
            connection.Use(InsertSession).Bind(1, session.UserId.Value).Bind(2, session.TokenHash).Bind(3, session.CreatedAt)
                .Bind(4, session.ExpiresAt).Run(), cancellation);

    public ValueTask<Session?> FindSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        database.Read((user, tokenHash), static (connection, key) =>
        {
            using Statement row = connection.Use(SelectSession).Bind(1, key.user.Value).Bind(2, key.tokenHash);
            return row.Step() ? new Session(key.user, key.tokenHash, row.Instant(0), row.Instant(1)) : null;
        }, cancellation);

    public Task RemoveSession(UserId user, ImmutableArray<byte> tokenHash, CancellationToken cancellation) =>
        database.Write((user, tokenHash), static (connection, key) =>
            connection.Use(DeleteSession).Bind(1, key.user.Value).Bind(2, key.tokenHash).Run(), cancellation);

    public Task AddAppPassword(AppPassword password, CancellationToken cancellation) =>
        database.Write(password, static (connection, password) =>
            connection.Use(InsertAppPassword).Bind(1, password.UserId.Value).Bind(2, password.Id).Bind(3, password.Label)
                .Bind(4, password.SecretHash).Bind(5, password.CreatedAt).Run(), cancellation);

    public Task<ImmutableArray<AppPassword>> ListAppPasswords(UserId user, CancellationToken cancellation) =>
        database.Read(user, static (connection, user) =>
        {
            var passwords = ImmutableArray.CreateBuilder<AppPassword>();
            using Statement rows = connection.Use(SelectAppPasswords).Bind(1, user.Value);
            while (rows.Step())
                passwords.Add(new AppPassword(rows.Identifier(0), user, rows.Text(1), rows.ByteArray(2), rows.Instant(3)));
            return passwords.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<bool> RemoveAppPassword(UserId user, Guid id, CancellationToken cancellation) =>
        database.Write((user, id), static (connection, key) =>
            connection.Use(DeleteAppPassword).Bind(1, key.user.Value).Bind(2, key.id).Run() == 1, cancellation);

    public Task RemoveExpiredSessions(Instant before, CancellationToken cancellation) =>
        database.Write(before, static (connection, before) => connection.Use(DeleteExpired).Bind(1, before).Run(), cancellation);
}
