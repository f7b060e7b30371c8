using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Notifications;

namespace Kalends.Storage.Embedded.Notifications;

internal sealed class EmbeddedReceiverStore(Database database) : IReceiverStore
{
    private static readonly Sql PutSubscription = new(
        """
        INSERT INTO push_subscriptions (user_id, subscription_id, endpoint, public_key, auth_secret, expires_at, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET endpoint = ?3, public_key = ?4, auth_secret = ?5, expires_at = ?6
        """);
    private static readonly Sql SelectSubscriptions = new(
        """
        SELECT subscription_id, endpoint, public_key, auth_secret, expires_at, created_at FROM push_subscriptions
        WHERE user_id = ?1 ORDER BY created_at, subscription_id
        """);
    private static readonly Sql DeleteSubscription = new("DELETE FROM push_subscriptions WHERE user_id = ?1 AND subscription_id = ?2");
    private static readonly Sql InsertWebhook = new(
        "INSERT INTO webhooks (user_id, webhook_id, url, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    private static readonly Sql SelectWebhooks = new(
        "SELECT webhook_id, url, created_at FROM webhooks WHERE user_id = ?1 ORDER BY created_at, webhook_id");
    private static readonly Sql DeleteWebhook = new("DELETE FROM webhooks WHERE user_id = ?1 AND webhook_id = ?2");

    public Task Put(PushSubscription subscription, CancellationToken cancellation) =>
        database.Write(subscription, static (connection, subscription) =>
            connection.Use(PutSubscription).Bind(1, subscription.UserId.Value).Bind(2, subscription.Id).Bind(3, subscription.Endpoint)
                .Bind(4, subscription.PublicKey).Bind(5, subscription.AuthSecret).Bind(6, subscription.ExpiresAt)
                .Bind(7, subscription.CreatedAt).Run(), cancellation);

    public Task<ImmutableArray<PushSubscription>> ListPushSubscriptions(UserId user, CancellationToken cancellation) =>
        database.Read(user, static (connection, user) =>
        {
            var subscriptions = ImmutableArray.CreateBuilder<PushSubscription>();
            using Statement rows = connection.Use(SelectSubscriptions).Bind(1, user.Value);
            while (rows.Step())
                subscriptions.Add(new PushSubscription
                {
                    UserId = user, Id = rows.Identifier(0), Endpoint = rows.Text(1), PublicKey = rows.ByteArray(2),
                    AuthSecret = rows.ByteArray(3), ExpiresAt = rows.IsNull(4) ? null : rows.Instant(4), CreatedAt = rows.Instant(5),
                });
            return subscriptions.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<bool> RemovePushSubscription(UserId user, Guid id, CancellationToken cancellation) =>
        database.Write((user, id), static (connection, key) =>
            connection.Use(DeleteSubscription).Bind(1, key.user.Value).Bind(2, key.id).Run() == 1, cancellation);

    public Task Add(Webhook webhook, CancellationToken cancellation) =>
        database.Write(webhook, static (connection, webhook) =>
            connection.Use(InsertWebhook).Bind(1, webhook.UserId.Value).Bind(2, webhook.Id).Bind(3, webhook.Url)
                .Bind(4, webhook.CreatedAt).Run(), cancellation);

    public Task<ImmutableArray<Webhook>> ListWebhooks(UserId user, CancellationToken cancellation) =>
        database.Read(user, static (connection, user) =>
        {
            var webhooks = ImmutableArray.CreateBuilder<Webhook>();
            using Statement rows = connection.Use(SelectWebhooks).Bind(1, user.Value);
            while (rows.Step()) webhooks.Add(new Webhook(rows.Identifier(0), user, rows.Text(1), rows.Instant(2)));
            return webhooks.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<bool> RemoveWebhook(UserId user, Guid id, CancellationToken cancellation) =>
        database.Write((user, id), static (connection, key) =>
            connection.Use(DeleteWebhook).Bind(1, key.user.Value).Bind(2, key.id).Run() == 1, cancellation);

    public Task<PhoneVerification?> FindPhone(UserId user, CancellationToken cancellation) =>
        database.Read(user, PhoneRows.Find, cancellation).AsTask();

    public Task<bool> TryReplace(PhoneVerification phone, CancellationToken cancellation) =>
        database.Write(phone, PhoneRows.TryReplace, cancellation);
}
