using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Notifications;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Users;

internal sealed class MySqlReceiverStore(ShardRouter shards, SlotMaps maps) : IReceiverStore
{
    private const string PutSubscription =
        """
        INSERT INTO push_subscriptions (slot, user_id, subscription_id, endpoint, public_key, auth_secret, expires_at, created_at)
        VALUES (@slot, @user, @id, @endpoint, @key, @secret, @expires, @created)
        ON DUPLICATE KEY UPDATE endpoint = @endpoint, public_key = @key, auth_secret = @secret, expires_at = @expires
        """;
    private const string SelectSubscriptions =
        """
        SELECT subscription_id, endpoint, public_key, auth_secret, expires_at, created_at FROM push_subscriptions
        WHERE slot = @slot AND user_id = @user ORDER BY created_at, subscription_id
        """;
    private const string DeleteSubscription =
        "DELETE FROM push_subscriptions WHERE slot = @slot AND user_id = @user AND subscription_id = @id";
    private const string InsertWebhook =
        "INSERT IGNORE INTO webhooks (slot, user_id, webhook_id, url, created_at) VALUES (@slot, @user, @id, @url, @created)";
    private const string SelectWebhooks = "SELECT webhook_id, url, created_at, user_id FROM webhooks";
    private const string DeleteWebhook = "DELETE FROM webhooks WHERE slot = @slot AND user_id = @user AND webhook_id = @id";

    private readonly RowsTogether<UserId, Webhook> webhooks = new(maps, RowsQuery.OfUsers(SelectWebhooks, ReadWebhook, webhook => webhook.UserId));

    public Task Put(PushSubscription subscription, CancellationToken cancellation) => Run(subscription.UserId, Statement.Of(PutSubscription,
        ("@user", subscription.UserId.Value), ("@id", subscription.Id.Bytes()), ("@endpoint", subscription.Endpoint),
        ("@key", subscription.PublicKey.Bytes()), ("@secret", subscription.AuthSecret.Bytes()),
        ("@expires", subscription.ExpiresAt?.ToUnixTimeSeconds()), ("@created", subscription.CreatedAt.ToUnixTimeSeconds())), cancellation);

    public Task<ImmutableArray<PushSubscription>> ListPushSubscriptions(UserId user, CancellationToken cancellation) =>
        shards.List(Slot.Of(user), Statement.Of(SelectSubscriptions, ("@user", user.Value)), row => new PushSubscription
        {
            UserId = user, Id = row.Identifier(0), Endpoint = row.GetString(1), PublicKey = row.ByteArray(2), AuthSecret = row.ByteArray(3),
            ExpiresAt = row.IsDBNull(4) ? null : row.Instant(4), CreatedAt = row.Instant(5),
        }, cancellation);

    public Task<bool> RemovePushSubscription(UserId user, Guid id, CancellationToken cancellation) =>
        Remove(user, Statement.Of(DeleteSubscription, ("@user", user.Value), ("@id", id.Bytes())), cancellation);

    public Task Add(Webhook webhook, CancellationToken cancellation) => Run(webhook.UserId, Statement.Of(InsertWebhook,
        ("@user", webhook.UserId.Value), ("@id", webhook.Id.Bytes()), ("@url", webhook.Url),
        ("@created", webhook.CreatedAt.ToUnixTimeSeconds())), cancellation);

    public async Task<ImmutableArray<Webhook>> ListWebhooks(UserId user, CancellationToken cancellation)
    {
        var rows = await webhooks.TryRead(user, cancellation) ?? await shards.List(
            Slot.Of(user), Statement.Of($"{SelectWebhooks} WHERE slot = @slot AND user_id = @user", ("@user", user.Value)), ReadWebhook, cancellation);
        return [.. rows.OrderBy(webhook => webhook.CreatedAt).ThenBy(webhook => webhook.Id)];
    }

    public Task<bool> RemoveWebhook(UserId user, Guid id, CancellationToken cancellation) =>
        Remove(user, Statement.Of(DeleteWebhook, ("@user", user.Value), ("@id", id.Bytes())), cancellation);

    public Task<PhoneVerification?> FindPhone(UserId user, CancellationToken cancellation) =>
        shards.First(Slot.Of(user), PhoneRows.Select(user), row => PhoneRows.Read(row, user), cancellation);

    public async Task<bool> TryReplace(PhoneVerification phone, CancellationToken cancellation) =>
        await Run(phone.UserId, PhoneRows.Replace(phone), cancellation) == 1;

    private static Webhook ReadWebhook(MySqlDataReader row) =>
        new(row.Identifier(0), new UserId(row.GetInt64(3)), row.GetString(1), row.Instant(2));

    private async Task<bool> Remove(UserId user, Statement statement, CancellationToken cancellation) =>
        await Run(user, statement, cancellation) == 1;

    private Task<int> Run(UserId user, Statement statement, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(user), transaction => transaction.Run(statement), cancellation);
}
