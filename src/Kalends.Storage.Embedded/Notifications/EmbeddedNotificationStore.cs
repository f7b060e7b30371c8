using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

internal sealed class EmbeddedNotificationStore(Database database) : INotificationStore
{
    public DueShards Shards { get; } = new(Slices: 1);

    public Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation) =>
        database.Write(notifications, static (connection, notifications) =>
        {
            foreach (Notification notification in notifications) NotificationRows.Add(connection, notification);
            return notifications.Length;
        }, cancellation);

    public Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation) =>
        database.Read((user, from, to), static (connection, asked) =>
            NotificationRows.ReadOf(connection, asked.user, asked.from, asked.to), cancellation).AsTask();

    public Task RemovePending(UserId user, Instant from, CancellationToken cancellation) =>
        database.Write((user, from), static (connection, asked) =>
            NotificationRows.RemovePending(connection, asked.user, asked.from), cancellation);

    public Task<Page<Notification>> ReadDue(DueQuery query, CancellationToken cancellation) =>
        database.Read(query, DueRows.Read, cancellation).AsTask();

    public Task<Instant?> FindNextDue(DueSpan span, CancellationToken cancellation) =>
        database.Read(span, DueRows.FindNext, cancellation).AsTask();

    public Task Settle(ImmutableArray<SettledNotification> settled, CancellationToken cancellation) =>
        database.Write(settled, DueRows.Settle, cancellation);

    public Task<Checkpoint?> FindCheckpoint(int shard, CancellationToken cancellation) =>
        database.Read(shard, CheckpointRows.Find, cancellation).AsTask();

    public Task<bool> TrySave(Checkpoint checkpoint, CancellationToken cancellation) =>
        database.Write(checkpoint, CheckpointRows.TrySave, cancellation);

    public Task<Page<Notification>> ReadDead(DeadQuery query, CancellationToken cancellation) =>
        database.Read(query, DueRows.ReadDead, cancellation).AsTask();

    public Task<bool> Replay(Notification dead, Instant at, CancellationToken cancellation) =>
        database.Write((dead.Id, at), static (connection, asked) => DueRows.Replay(connection, asked.Id, asked.at), cancellation);

    public Task RemoveBefore(Instant before, CancellationToken cancellation) =>
        database.Write(before, NotificationRows.RemoveBefore, cancellation);
}
