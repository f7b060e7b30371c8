using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

internal sealed class EmbeddedNotificationStore(Database database) : INotificationStore
{
    public Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation) =>
        database.Write(notifications, static (connection, notifications) =>
        {
            foreach (Notification notification in notifications) NotificationRows.Add(connection, notification);
            return notifications.Length;
        }, cancellation);

    public Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation) =>
        database.Read((user, from, to), static (connection, asked) =>
            NotificationRows.ReadOf(connection, asked.user, asked.from, asked.to), cancellation).AsTask();

    public Task RemovePending(UserId user, CancellationToken cancellation) =>
        database.Write(user, NotificationRows.RemovePending, cancellation);

    public Task RemoveBefore(Instant before, CancellationToken cancellation) =>
        database.Write(before, NotificationRows.RemoveBefore, cancellation);
}
