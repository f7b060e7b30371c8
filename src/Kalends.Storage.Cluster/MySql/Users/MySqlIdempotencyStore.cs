using System.Security.Cryptography;
using System.Text;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Users;

internal sealed class MySqlIdempotencyStore(ShardRouter shards, SlotSweep sweep) : IIdempotencyStore
{
    private const string Select =
        """
        SELECT body_hash, status, location, etag, body, answered_at FROM idempotency_keys
        WHERE slot = @slot AND user_id = @user AND request_hash = @request
        """;
    private const string Insert =
        """
        INSERT IGNORE INTO idempotency_keys (slot, user_id, request_hash, body_hash, status, location, etag, body, answered_at)
        VALUES (@slot, @user, @request, @bodyHash, @status, @location, @etag, @body, @at)
        """;

    public Task<KeyedAnswer?> Find(UserId user, string path, string key, CancellationToken cancellation) =>
        shards.First(Slot.Of(user), Kept(user, path, key), row => Read(row, new KeyedRequest(user, path, key)), cancellation);

    public Task<KeyedAnswer> Keep(KeyedAnswer answer, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(answer.UserId), async transaction =>
        {
            if (await transaction.Run(Keep(answer)) == 1) return answer;
            var request = new KeyedRequest(answer.UserId, answer.Path, answer.Key);
            return await transaction.First(Kept(answer.UserId, answer.Path, answer.Key), row => Read(row, request)) ?? answer;
        }, cancellation);

    public Task RemoveOlderThan(Instant before, CancellationToken cancellation) =>
        sweep.Run(new SweptTable("idempotency_keys", "answered_at"), before, cancellation);

    private static Statement Kept(UserId user, string path, string key) =>
        Statement.Of(Select, ("@user", user.Value), ("@request", Hash(path, key)));

    private static Statement Keep(KeyedAnswer answer) => Statement.Of(Insert, ("@user", answer.UserId.Value),
        ("@request", Hash(answer.Path, answer.Key)), ("@bodyHash", answer.BodyHash.Bytes()), ("@status", answer.Status),
        ("@location", answer.Location), ("@etag", answer.ETag), ("@body", answer.Body.Bytes()), ("@at", answer.At.ToUnixTimeSeconds()));

    private static KeyedAnswer Read(MySqlConnector.MySqlDataReader row, KeyedRequest request) => new()
    {
        UserId = request.User, Path = request.Path, Key = request.Key,
        BodyHash = row.ByteArray(0), Status = row.GetInt32(1), Location = row.OptionalText(2), ETag = row.OptionalText(3),
        Body = row.ByteArray(4), At = row.Instant(5),
    };

    private static byte[] Hash(string path, string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{key}"));

    private sealed record KeyedRequest(UserId User, string Path, string Key);
}
