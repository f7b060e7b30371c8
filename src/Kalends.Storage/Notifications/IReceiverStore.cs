using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;

namespace Kalends.Storage.Notifications;

/// <summary>Where a user's notifications go besides mail: browsers, webhooks, a telephone. Sharded by user.</summary>
public interface IReceiverStore
{
    /// <summary>Keeps the subscription in place of one with its id.</summary>
    Task Put(PushSubscription subscription, CancellationToken cancellation);

    /// <summary>All of a user's, oldest first.</summary>
    Task<ImmutableArray<PushSubscription>> ListPushSubscriptions(UserId user, CancellationToken cancellation);

    /// <summary>Whether there was one to remove.</summary>
    Task<bool> RemovePushSubscription(UserId user, Guid id, CancellationToken cancellation);

    /// <summary>Keeps the webhook.</summary>
    Task Add(Webhook webhook, CancellationToken cancellation);

    /// <summary>All of a user's, oldest first.</summary>
    Task<ImmutableArray<Webhook>> ListWebhooks(UserId user, CancellationToken cancellation);

    /// <summary>Whether there was one to remove.</summary>
    Task<bool> RemoveWebhook(UserId user, Guid id, CancellationToken cancellation);

    /// <summary>What is known of the user's number, or null.</summary>
    Task<PhoneVerification?> FindPhone(UserId user, CancellationToken cancellation);

    /// <summary>Stores it if the stored revision is the one before its own, none counting as 0; else false.</summary>
    Task<bool> TryReplace(PhoneVerification phone, CancellationToken cancellation);
}
