using System.Buffers.Binary;
using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Domain.Notifications;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// The statements on users' notifications. Each change gives its row a new stamp, and is made only where the row's is the one read; that one
/// was sent is a row of its own behind it, without a stamp, written once.
/// </summary>
internal static class NotificationRows
{
    public const int IdentifierSize = 16;

    public static readonly Cql SelectAll = new("SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ?");
    public static readonly Cql SelectOf = new(
        "SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ? AND event_id = ?");
    public static readonly Cql SelectOne = new(
        "SELECT event_id, id, stamp, document FROM notifications WHERE user_id = ? AND event_id = ? AND id >= ? AND id <= ?");
    public static readonly Cql Insert = new(
        "INSERT INTO notifications (user_id, event_id, id, stamp, document) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
    public static readonly Cql Update = new(
        "UPDATE notifications SET stamp = ?, document = ? WHERE user_id = ? AND event_id = ? AND id = ? IF stamp = ?");
    public static readonly Cql Delete = new(
        "DELETE FROM notifications WHERE user_id = ? AND event_id = ? AND id = ? IF stamp = ?");
    public static readonly Cql InsertSent = new("INSERT INTO notifications (user_id, event_id, id) VALUES (?, ?, ?)");

    public static ImmutableArray<Cql> All { get; } = [SelectAll, SelectOf, SelectOne, Insert, Update, Delete, InsertSent];

    /// <summary>Ids are compared as bytes, in the order in which they are written.</summary>
    public static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>The key of the word that a notification was sent: its own, and the attempt in seconds since 1970.</summary>
    public static byte[] SentKey(Notification sent)
    {
        byte[] key = [.. Key(sent.Id), .. new byte[sizeof(long)]];
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(IdentifierSize), sent.NextAttempt.ToUnixTimeSeconds());
        return key;
    }

    /// <summary>Not before any key that begins with a notification's own, and before those of the next.</summary>
    public static byte[] KeyBehind(Guid id) => [.. Key(id), .. Enumerable.Repeat(byte.MaxValue, sizeof(long))];
}

/// <summary>A row as it was read.</summary>
/// <param name="Event">Part of its key.</param>
/// <param name="Id">The rest of its key: a notification's id, or what marks which projection wrote the event's last.</param>
internal sealed record NotificationRow(EventId Event, byte[] Id)
{
    private const int SentSize = NotificationRows.IdentifierSize + sizeof(long);

    public required Guid Stamp { get; init; }

    public required byte[] Document { get; init; }

    public bool IsNotification => Id.Length == NotificationRows.IdentifierSize;

    /// <summary>As it stands: sent, where that was said of the attempt it has.</summary>
    public Notification Notification
    {
        get
        {
            Notification written = NotificationDocument.Decode(Document);
            return Sent.Contains(written.NextAttempt.ToUnixTimeSeconds())
                ? written with { Status = NotificationStatus.Sent, Failure = null }
                : written;
        }
    }

    /// <summary>The attempts that were sent, in seconds since 1970.</summary>
    private ImmutableArray<long> Sent { get; init; } = [];

    /// <summary>The notifications among the rows, each once, by their id.</summary>
    public static IReadOnlyDictionary<Guid, NotificationRow> ById(ImmutableArray<NotificationRow> rows) =>
        rows.Where(row => row.IsNotification).DistinctBy(IdOf).ToDictionary(IdOf);

    /// <summary>Rows with what lies beside them about what was sent; that of a notification that has gone says nothing.</summary>
    public static ImmutableArray<NotificationRow> Gather(IEnumerable<CqlRow> read)
    {
        var rows = ImmutableArray.CreateBuilder<NotificationRow>();
        foreach (CqlRow row in read)
        {
            var id = row.Get<byte[]>(1)!;
            if (id.Length != SentSize) rows.Add(Of(row, id));
            // It lies right behind its notification, unless that has gone.
            else if (rows.Count > 0 && id.AsSpan().StartsWith(rows[^1].Id) && rows[^1].IsNotification)
                rows[^1] = rows[^1] with { Sent = rows[^1].Sent.Add(BinaryPrimitives.ReadInt64BigEndian(id.AsSpan(NotificationRows.IdentifierSize))) };
        }
        return rows.DrainToImmutable();
    }

    private static Guid IdOf(NotificationRow row) => new(row.Id, bigEndian: true);

    private static NotificationRow Of(CqlRow row, byte[] id) => new(new EventId(row.Get<Guid>(0)), id)
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
