using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryNotificationStore(InMemoryProcess process) : INotificationStore
{
    public DueShards Shards => DueBuckets.Shards;

    public async Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation)
    {
        foreach (Notification notification in notifications)
            await process.Do(Step.FollowNotifications, state =>
            {
                if (!state.Notifications.TryGetValue(notification.Id, out Notification? there) || HasMoved(there, notification))
                    Put(state, notification);
            });
    }

    public Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Notifications.Values
            .Where(there => there.UserId == user && there.TriggerTime >= from && there.TriggerTime < to)
            .OrderBy(there => there.TriggerTime).ThenBy(there => there.Id).ToImmutableArray());

    public Task RemovePending(UserId user, Instant from, CancellationToken cancellation) =>
        Remove(there => there.UserId == user && there.Status == NotificationStatus.Pending && there.TriggerTime >= from);

    public Task<Page<Notification>> ReadDue(DueQuery query, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Due.Read(query.Span, query.After).ToPage(query.Limit));

    public Task<Instant?> FindNextDue(DueSpan span, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Due.Read(span, after: null).FirstOrDefault()?.NextAttempt);

    public async Task Settle(ImmutableArray<SettledNotification> settled, CancellationToken cancellation)
    {
        foreach (SettledNotification one in settled)
        {
            // First what follows, then the mark: a death in between sends again, and loses nothing.
            await process.Do(Step.FollowNotifications, state => Follow(state, one));
            await process.Do(Step.SettleNotification, state => state.Due.Settle(one.Due));
        }
    }

    public Task<Checkpoint?> FindCheckpoint(int shard, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Checkpoints.GetValueOrDefault(shard));

    public Task<bool> TrySave(Checkpoint checkpoint, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        if (state.Checkpoints.TryGetValue(checkpoint.Shard, out Checkpoint? there) && there.Fence > checkpoint.Fence) return false;
        state.Checkpoints[checkpoint.Shard] = checkpoint;
        return true;
    });

    public Task<Page<Notification>> ReadDead(DeadQuery query, CancellationToken cancellation) =>
        process.Do(Step.Single, state => (
            from there in state.Notifications.Values
            let name = there.Id.ToString("N")
            where there.Status == NotificationStatus.Failed && DueBuckets.Shards.Of(there) == query.Shard
                && string.CompareOrdinal(name, query.After?.ToString("N") ?? "") > 0
            orderby name
            select there).ToPage(query.Limit));

    public Task<bool> Replay(Notification dead, Instant at, CancellationToken cancellation) =>
        process.Do(Step.FollowNotifications, state =>
        {
            if (state.Notifications.GetValueOrDefault(dead.Id) is not { Status: NotificationStatus.Failed } there) return false;
            Put(state, there with { Status = NotificationStatus.Pending, RetryCount = 0, NextAttempt = at, Failure = null, IsReplayed = true });
            return true;
        });

    public Task RemoveBefore(Instant before, CancellationToken cancellation) => Remove(there => there.TriggerTime < before);

    internal static bool HasMoved(Notification there, Notification now) =>
        there.Start != now.Start && (there.IsDue || there.TriggerTime < now.TriggerTime);

    internal static void Put(InMemoryState state, Notification notification)
    {
        state.Notifications[notification.Id] = notification;
        if (notification.IsDue) state.Due.Add(notification);
    }

    private static void Follow(InMemoryState state, SettledNotification settled)
    {
        if (state.Notifications.GetValueOrDefault(settled.Due.Id) is not { IsDue: true } there) return;
        if (there.NextAttempt != settled.Due.NextAttempt) return;
        if (settled.After is { } after) Put(state, after);
        else state.Notifications.Remove(settled.Due.Id);
    }

    private Task Remove(Func<Notification, bool> isUnwanted) =>
        process.Do(Step.FollowNotifications, state =>
        {
            foreach (Notification unwanted in state.Notifications.Values.Where(isUnwanted).ToList())
                state.Notifications.Remove(unwanted.Id);
        });
}
