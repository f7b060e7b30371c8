using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// A user's notifications in the user's partition, which decides; beside it lists of what may be due and what may have failed, written
/// before it.
/// </summary>
internal sealed class CassandraNotificationStore(UserNotifications users, DueShards shards) : INotificationStore
{
    public required DueRows Due { get; init; }

    public required DeadRows Dead { get; init; }

    public required CheckpointRows Checkpoints { get; init; }

    public required ForgottenBefore Forgotten { get; init; }

    public DueShards Shards => shards;

    public Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation) => Task.WhenAll(
        notifications.GroupBy(notification => new NotificationsOf(notification.UserId, notification.EventId))
            .Select(group => users.Change(group.Key, rows => Add(group, rows, cancellation), cancellation)));

    public async Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation)
    {
        var isRemembered = await Forgotten.Remembered(cancellation);
        return [.. (await users.Read(user, cancellation)).Where(row => row.IsNotification).Select(row => row.Notification)
            .Where(found => found.TriggerTime >= from && found.TriggerTime < to).Where(isRemembered)
            .OrderBy(found => found.TriggerTime).ThenBy(found => found.Id)];
    }

    public Task RemovePending(UserId user, Instant from, CancellationToken cancellation) => users.Change(
        new NotificationsOf(user, Event: null),
        rows => Task.FromResult(rows
            .Where(row => row.IsNotification && row.Notification is { Status: NotificationStatus.Pending } there && there.TriggerTime >= from)
            .Select(NotificationWrite.Drop).ToImmutableArray()),
        cancellation);

    public async Task<Page<Notification>> ReadDue(DueQuery query, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<Notification>();
        await foreach (Notification due in Due.Read(query, cancellation))
        {
            if (found.Count == query.Limit) return new Page<Notification>(found.DrainToImmutable(), HasMore: true);
            found.Add(due);
        }
        return new Page<Notification>(found.DrainToImmutable(), HasMore: false);
    }

    public Task<Instant?> FindNextDue(DueSpan span, CancellationToken cancellation) => Due.FindFirst(span, cancellation);

    public async Task Settle(ImmutableArray<SettledNotification> settled, CancellationToken cancellation)
    {
        var bySent = settled.ToLookup(one => one.After is { Status: NotificationStatus.Sent });
        // Nearly all are sent, and that it was is true whatever becomes of the notification meanwhile: so nobody has to agree.
        var writes = bySent[true].Select(one => (Of: ImmutableArray.Create(one.Due), Task: users.SaySent(one.Due, cancellation)))
            .Concat(bySent[false].GroupBy(one => one.Due.UserId).Select(of =>
                (Of: of.Select(one => one.Due).ToImmutableArray(), Task: Settle(of.Key, [.. of], cancellation)))).ToList();
        try
        {
            await Task.WhenAll(writes.Select(write => write.Task));
        }
        finally
        {
            // First what follows, then the mark: a death in between sends again, and loses nothing.
            await Due.Settle(writes.Where(write => write.Task.IsCompletedSuccessfully).SelectMany(write => write.Of), cancellation);
        }
    }

    public Task<Checkpoint?> FindCheckpoint(int shard, CancellationToken cancellation) => Checkpoints.Find(shard, cancellation);

    public Task<bool> TrySave(Checkpoint checkpoint, CancellationToken cancellation) => Checkpoints.TrySave(checkpoint, cancellation);

    public async Task<Page<Notification>> ReadDead(DeadQuery query, CancellationToken cancellation)
    {
        var isRemembered = await Forgotten.Remembered(cancellation);
        for (Guid? after = query.After; ;)
        {
            var rows = await Dead.Read(query with { After = after, Limit = query.Limit + 1 }, cancellation);
            var found = await Task.WhenAll(rows.Take(query.Limit).Select(row => Find(row, cancellation)));
            ImmutableArray<Notification> items =
                [.. found.OfType<Notification>().Where(one => one.Status == NotificationStatus.Failed).Where(isRemembered)];
            bool hasMore = rows.Length > query.Limit;
            if (items.Length > 0 || !hasMore) return new Page<Notification>(items, hasMore);
            after = rows[query.Limit - 1].Id;
        }
    }

    public async Task<bool> Replay(Notification dead, Instant at, CancellationToken cancellation)
    {
        Notification? revived = null;
        await users.Change(new NotificationsOf(dead.UserId, dead.EventId), async rows =>
        {
            if (NotificationRow.ById(rows).GetValueOrDefault(dead.Id) is not { Notification: { Status: NotificationStatus.Failed } there } row) return [];
            revived = there with { Status = NotificationStatus.Pending, RetryCount = 0, NextAttempt = at, Failure = null, IsReplayed = true };
            await Due.Add([revived], cancellation);
            return [NotificationWrite.Put(row, revived)];
        }, cancellation);
        if (revived is not null) await Dead.Remove(dead, cancellation);
        return revived is not null;
    }

    public Task RemoveBefore(Instant before, CancellationToken cancellation) => Forgotten.Forget(before, cancellation);

    private async Task<ImmutableArray<NotificationWrite>> Add(
        IEnumerable<Notification> notifications, ImmutableArray<NotificationRow> rows, CancellationToken cancellation)
    {
        var there = NotificationRow.ById(rows);
        var added = notifications.DistinctBy(one => one.Id)
            .Where(one => !there.TryGetValue(one.Id, out NotificationRow? before) || Moves.HasMoved(before.Notification, one)).ToList();
        await List(added, cancellation);
        return [.. added.Select(one => NotificationWrite.Put(there.GetValueOrDefault(one.Id), one))];
    }

    private Task Settle(UserId user, ImmutableArray<SettledNotification> settled, CancellationToken cancellation) =>
        users.Change(new NotificationsOf(user, Event: null) { Only = [.. settled.Select(one => one.Due)] }, async rows =>
        {
            var there = NotificationRow.ById(rows);
            var standing = settled.Where(one => there.TryGetValue(one.Due.Id, out NotificationRow? row)
                && row.Notification is { IsDue: true } due && due.NextAttempt == one.Due.NextAttempt).ToList();
            await List([.. standing.Select(one => one.After).OfType<Notification>()], cancellation);
            return [.. standing.Select(one => one.After is { } after
                ? NotificationWrite.Put(there[after.Id], after) : NotificationWrite.Drop(there[one.Due.Id]))];
        }, cancellation);

    /// <summary>Where they are looked for once they stand so.</summary>
    private async Task List(List<Notification> notifications, CancellationToken cancellation)
    {
        await Due.Add(notifications.Where(one => one.IsDue), cancellation);
        foreach (Notification failed in notifications.Where(one => one.Status == NotificationStatus.Failed)) await Dead.Add(failed, cancellation);
    }

    private async Task<Notification?> Find(DeadRow dead, CancellationToken cancellation) =>
        NotificationRow.ById(await users.Read(dead.User, cancellation)).GetValueOrDefault(dead.Id)?.Notification;
}
