using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;

namespace Kalends.Testing.InMemory;

/// <summary>
/// Writes projections as the cluster does: rows that nobody sees into each bucket, then what hangs on them at other keys, and the switch
/// last: a death before it leaves the event unprojected, and the worker does all of it again.
/// </summary>
internal sealed class InMemoryProjector(InMemoryProcess process)
{
    public async Task Apply(Projection projection)
    {
        long id = await process.Do(Step.Single, state => ++state.LastProjectionId);
        foreach (var bucket in projection.Occurrences
            .SelectMany(occurrence => BucketIndex.BucketsOf(occurrence.Times).Select(bucket => (bucket, occurrence)))
            .GroupBy(pair => pair.bucket, pair => pair.occurrence))
            await process.Do(Step.WriteBucket, state => WriteBucket(state, id, projection.CalendarId, bucket));
        await process.Do(Step.FollowParticipations, state => FollowParticipations(state, projection));
        await process.Do(Step.FollowNotifications, state => FollowNotifications(state, projection));
        long? swept = await process.Do(Step.SwitchProjection, state => Switch(state, id, projection));
        if (swept is { } old)
            await process.Do(Step.SweepProjection, state => state.PartitionOf(projection.CalendarId).Occurrences.Sweep(old));
    }

    public async Task Forget(CalendarId calendar, EventId @event)
    {
        await process.Do(Step.FollowParticipations, state => { state.Participations.Remove((calendar, @event)); });
        await process.Do(Step.FollowNotifications, state =>
        {
            foreach (Notification notification in NotificationsOf(state, calendar, @event)) state.Notifications.Remove(notification.Id);
        });
    }

    private static void WriteBucket(InMemoryState state, long id, CalendarId calendar, IGrouping<int, Occurrence> bucket)
    {
        foreach (Occurrence occurrence in bucket) state.PartitionOf(calendar).Occurrences.Add(bucket.Key, new BucketRow(id, occurrence));
    }

    private static void FollowParticipations(InMemoryState state, Projection projection)
    {
        (CalendarId, EventId) key = (projection.CalendarId, projection.EventId);
        if (!IsWelcome(state, projection)) return;
        if (state.Participations.TryGetValue(key, out ParticipationSet? there) && there.Generation > projection.Generation) return;
        state.Participations[key] = new ParticipationSet(projection.Generation, projection.Participations);
    }

    private static void FollowNotifications(InMemoryState state, Projection projection)
    {
        (CalendarId, EventId) key = (projection.CalendarId, projection.EventId);
        if (!IsWelcome(state, projection) || state.NotifiedGenerations.GetValueOrDefault(key) > projection.Generation) return;
        state.NotifiedGenerations[key] = projection.Generation;
        var planned = projection.Notifications.Select(notification => notification.Id).ToHashSet();
        foreach (Notification there in NotificationsOf(state, projection.CalendarId, projection.EventId))
            if (there.Status == NotificationStatus.Pending && there.TriggerTime >= projection.NotifiedFrom && !planned.Contains(there.Id))
                state.Notifications.Remove(there.Id);
        foreach (Notification notification in projection.Notifications)
            if (state.Notifications.GetValueOrDefault(notification.Id) is not { } there || IsRenewed(there, notification))
                InMemoryNotificationStore.Put(state, notification);
    }

    private static bool IsRenewed(Notification there, Notification now)
    {
        bool isSame = (there.TriggerTime, there.Start, there.CalendarId) == (now.TriggerTime, now.Start, now.CalendarId);
        return (there.Status == NotificationStatus.Pending && !isSame) || InMemoryNotificationStore.HasMoved(there, now);
    }

    /// <summary>The projection to sweep: the replaced one, or this one where there is a later one by now.</summary>
    private static long? Switch(InMemoryState state, long id, Projection projection)
    {
        if (!IsWelcome(state, projection)) return id;
        Partition partition = state.PartitionOf(projection.CalendarId);
        long? replaced = partition.Projections.GetValueOrDefault(projection.EventId)?.Id;
        partition.Projections[projection.EventId] = new SeenProjection(id, projection.Generation, projection.Tzdb, projection.Window);
        return replaced;
    }

    private static bool IsWelcome(InMemoryState state, Projection projection)
    {
        Partition partition = state.PartitionOf(projection.CalendarId);
        return partition.Events.GetValueOrDefault(projection.EventId) is { } stored && projection.Generation <= stored.Event.Revision
            && (partition.Projections.GetValueOrDefault(projection.EventId)?.Generation ?? 0) <= projection.Generation;
    }

    private static List<Notification> NotificationsOf(InMemoryState state, CalendarId calendar, EventId @event) =>
        [.. state.Notifications.Values.Where(there => there.CalendarId == calendar && there.EventId == @event)];
}
