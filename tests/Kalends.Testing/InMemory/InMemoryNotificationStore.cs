using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryNotificationStore(InMemoryProcess process) : INotificationStore
{
    public async Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation)
    {
        foreach (Notification notification in notifications)
            await process.Do(Step.FollowNotifications, state => { state.Notifications.TryAdd(notification.Id, notification); });
    }

    public Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Notifications.Values
            .Where(there => there.UserId == user && there.TriggerTime >= from && there.TriggerTime < to)
            .OrderBy(there => there.TriggerTime).ThenBy(there => there.Id).ToImmutableArray());

    public Task RemovePending(UserId user, CancellationToken cancellation) =>
        Remove(there => there.UserId == user && there.Status == NotificationStatus.Pending);

    public Task RemoveBefore(Instant before, CancellationToken cancellation) => Remove(there => there.TriggerTime < before);

    private Task Remove(Func<Notification, bool> isUnwanted) =>
        process.Do(Step.FollowNotifications, state =>
        {
            foreach (Notification unwanted in state.Notifications.Values.Where(isUnwanted).ToList())
                state.Notifications.Remove(unwanted.Id);
        });
}
