using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryReceiverStore(InMemoryProcess process) : IReceiverStore
{
    public Task Put(PushSubscription subscription, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        var key = (subscription.UserId, subscription.Id);
        var created = state.PushSubscriptions.GetValueOrDefault(key)?.CreatedAt ?? subscription.CreatedAt;
        state.PushSubscriptions[key] = subscription with { CreatedAt = created };
    });

    public Task<ImmutableArray<PushSubscription>> ListPushSubscriptions(UserId user, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.PushSubscriptions.Values.Where(there => there.UserId == user)
            .OrderBy(there => there.CreatedAt).ThenBy(there => there.Id.ToString("N"), StringComparer.Ordinal).ToImmutableArray());

    public Task<bool> RemovePushSubscription(UserId user, Guid id, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.PushSubscriptions.Remove((user, id)));

    public Task Add(Webhook webhook, CancellationToken cancellation) =>
        process.Do(Step.Single, state => { state.Webhooks.TryAdd((webhook.UserId, webhook.Id), webhook); });

    public Task<ImmutableArray<Webhook>> ListWebhooks(UserId user, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Webhooks.Values.Where(there => there.UserId == user)
            .OrderBy(there => there.CreatedAt).ThenBy(there => there.Id.ToString("N"), StringComparer.Ordinal).ToImmutableArray());

    public Task<bool> RemoveWebhook(UserId user, Guid id, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Webhooks.Remove((user, id)));

    public Task<PhoneVerification?> FindPhone(UserId user, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Phones.GetValueOrDefault(user));

    public Task<bool> TryReplace(PhoneVerification phone, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        if ((state.Phones.GetValueOrDefault(phone.UserId)?.Revision ?? 0) != phone.Revision - 1) return false;
        state.Phones[phone.UserId] = phone;
        return true;
    });
}
