using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Domain.Notifications;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>The statements on users' notifications. Each write gives its row a new stamp, and is made only where the row's is the one read.</summary>
internal static class NotificationRows
{
    public static readonly Cql SelectAll = new("SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ?");
    public static readonly Cql SelectOf = new(
        "SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ? AND event_id = ?");
    public static readonly Cql SelectOne = new(
        "SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ? AND event_id = ? AND id = ?");
    public static readonly Cql Insert = new(
        "INSERT INTO notifications (user_id, event_id, id, stamp, document) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
    public static readonly Cql Update = new(
        "UPDATE notifications SET stamp = ?, document = ? WHERE user_id = ? AND event_id = ? AND id = ? IF stamp = ?");
    public static readonly Cql Delete = new(
        "DELETE FROM notifications WHERE user_id = ? AND event_id = ? AND id = ? IF stamp = ?");

    public static ImmutableArray<Cql> All { get; } = [SelectAll, SelectOf, SelectOne, Insert, Update, Delete];

    /// <summary>Ids are compared as bytes, in the order in which they are written.</summary>
    public static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);
}

/// <summary>A row as it was read.</summary>
/// <param name="Event">Part of its key.</param>
/// <param name="Id">The rest of its key: a notification's id, or what marks which projection wrote the event's last.</param>
internal sealed record NotificationRow(EventId Event, byte[] Id)
{
    private const int IdentifierSize = 16;

    public required Guid Stamp { get; init; }

    public required byte[] Document { get; init; }

    public bool IsNotification => Id.Length == IdentifierSize;

    public Notification Notification => NotificationDocument.Decode(Document);

    public static NotificationRow Of(CqlRow row) => new(new EventId(row.Get<Guid>(0)), row.Get<byte[]>(1)!)
    {
        Stamp = row.Get<Guid>(2), Document = row.Get<byte[]>(3)!,
    };
}

/// <summary>One row to be written: what was read of it, null where it was not there, and what it is to be, null where it is to go.</summary>
internal sealed record NotificationWrite(NotificationRow? Before, byte[]? Document)
{
    public required EventId Event { get; init; }

    public required byte[] Id { get; init; }

    public static NotificationWrite Put(NotificationRow? before, Notification notification) =>
        new(before, NotificationDocument.Encode(notification))
        {
            Event = notification.EventId, Id = NotificationRows.Key(notification.Id),
        };

    public static NotificationWrite Drop(NotificationRow before) => new(before, Document: null) { Event = before.Event, Id = before.Id };
}
