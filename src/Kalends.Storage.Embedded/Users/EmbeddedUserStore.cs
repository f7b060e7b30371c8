using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Users;

namespace Kalends.Storage.Embedded.Users;

internal sealed class EmbeddedUserStore(Database database) : IUserStore
{
    private static readonly Sql Insert = new(
        "INSERT INTO users (user_id, email_key, password_hash, revision, document) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");
    private static readonly Sql Select = new("SELECT document FROM users WHERE user_id = ?1");
    private static readonly Sql SelectByEmail = new("SELECT user_id FROM users WHERE email_key = ?1");
    private static readonly Sql SelectPasswordHash = new("SELECT password_hash FROM users WHERE user_id = ?1");
    private static readonly Sql Update = new(
        "UPDATE users SET revision = ?3, document = ?4 WHERE user_id = ?1 AND email_key = ?2 AND revision = ?3 - 1");

    public Task<bool> TryCreate(User user, string passwordHash, CancellationToken cancellation) =>
        database.Write((user, passwordHash, Document: UserDocument.Encode(user)), static (connection, made) =>
            connection.Use(Insert).Bind(1, made.user.Id.Value).Bind(2, made.user.Email.Key).Bind(3, made.passwordHash)
                .Bind(4, made.user.Revision).Bind(5, made.Document).Run() == 1, cancellation);

    public Task<User?> Find(UserId user, CancellationToken cancellation) =>
        database.Read(user, Find, cancellation).AsTask();

    public Task<ImmutableArray<User>> FindMany(IReadOnlyCollection<UserId> users, CancellationToken cancellation) =>
        database.Read(users, static (connection, users) =>
        {
            var found = ImmutableArray.CreateBuilder<User>(users.Count);
            foreach (UserId id in users)
                if (Find(connection, id) is { } user) found.Add(user);
            return found.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<UserId?> FindByEmail(EmailAddress email, CancellationToken cancellation) =>
        database.Read(email, static (connection, email) =>
        {
            using Statement row = connection.Use(SelectByEmail).Bind(1, email.Key);
            return row.Step() ? new UserId(row.Integer(0)) : (UserId?)null;
        }, cancellation).AsTask();

    public Task<string?> FindPasswordHash(UserId user, CancellationToken cancellation) =>
        database.Read(user, static (connection, user) =>
        {
            using Statement row = connection.Use(SelectPasswordHash).Bind(1, user.Value);
            return row.Step() ? row.Text(0) : null;
        }, cancellation).AsTask();

    public Task<bool> TryReplace(User user, CancellationToken cancellation) =>
        database.Write((user, Document: UserDocument.Encode(user)), static (connection, changed) =>
            connection.Use(Update).Bind(1, changed.user.Id.Value).Bind(2, changed.user.Email.Key).Bind(3, changed.user.Revision)
                .Bind(4, changed.Document).Run() == 1, cancellation);

    private static User? Find(Connection connection, UserId user)
    {
        using Statement row = connection.Use(Select).Bind(1, user.Value);
        return row.Step() ? UserDocument.Decode(row.Bytes(0)) : null;
    }
}
