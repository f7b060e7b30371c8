using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Storage.Embedded.Users;

internal sealed class EmbeddedIdempotencyStore(Database database) : IIdempotencyStore
{
    private static readonly Sql Select = new(
        """
        SELECT body_hash, status, location, etag, body, answered_at FROM idempotency_keys
        WHERE user_id = ?1 AND path = ?2 AND request_key = ?3
        """);
    private static readonly Sql Insert = new(
        """
        INSERT INTO idempotency_keys (user_id, path, request_key, body_hash, status, location, etag, body, answered_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
        """);
    private static readonly Sql DeleteOld = new("DELETE FROM idempotency_keys WHERE answered_at < ?1");

    public Task<KeyedAnswer?> Find(UserId user, string path, string key, CancellationToken cancellation) =>
        database.Read((user, path, key), static (connection, asked) => Find(connection, asked.user, asked.path, asked.key), cancellation)
            .AsTask();

    public Task<KeyedAnswer> Keep(KeyedAnswer answer, CancellationToken cancellation) =>
        database.Write(answer, static (connection, answer) =>
        {
            int kept = connection.Use(Insert).Bind(1, answer.UserId.Value).Bind(2, answer.Path).Bind(3, answer.Key)
                .Bind(4, answer.BodyHash).Bind(5, answer.Status).Bind(6, answer.Location).Bind(7, answer.ETag).Bind(8, answer.Body)
                .Bind(9, answer.At).Run();
            return kept == 1 ? answer : Find(connection, answer.UserId, answer.Path, answer.Key)!;
        }, cancellation);

    public Task RemoveOlderThan(Instant before, CancellationToken cancellation) =>
        database.Write(before, static (connection, before) => connection.Use(DeleteOld).Bind(1, before).Run(), cancellation);

    private static KeyedAnswer? Find(Connection connection, UserId user, string path, string key)
    {
        using Statement row = connection.Use(Select).Bind(1, user.Value).Bind(2, path).Bind(3, key);
        return !row.Step() ? null : new KeyedAnswer
        {
            UserId = user, Path = path, Key = key,
            BodyHash = row.ByteArray(0), Status = (int)row.Integer(1), Location = row.OptionalText(2), ETag = row.OptionalText(3),
            Body = row.ByteArray(4), At = row.Instant(5),
        };
    }
}
