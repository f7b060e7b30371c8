using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Documents;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// A notification as bytes: 1 id, 2 kind, 3 user, 4 calendar, 5 event, 6 occurrence, 7 start, 8 trigger time, 9 offset, 10 channel,
/// 11 status, 12 retry count, 13 next attempt, 14 failure, 15 replayed. Instants are whole seconds since 1970.
/// </summary>
internal static class NotificationDocument
{
    public static byte[] Encode(Notification notification)
    {
        var writer = new FieldWriter();
        writer.Identifier(1, notification.Id);
        writer.Integer(2, (int)notification.Kind);
        writer.Integer(3, notification.UserId.Value);
        writer.Integer(4, notification.CalendarId.Value);
        writer.Identifier(5, notification.EventId.Value);
        writer.Identifier(6, notification.OccurrenceId.Value);
        writer.Integer(7, notification.Start.ToUnixTimeSeconds());
        writer.Integer(8, notification.TriggerTime.ToUnixTimeSeconds());
        writer.Integer(9, notification.Offset);
        writer.Integer(10, (int)notification.Channel);
        writer.Integer(11, (int)notification.Status);
        writer.Integer(12, notification.RetryCount);
        writer.Integer(13, notification.NextAttempt.ToUnixTimeSeconds());
        writer.Text(14, notification.Failure);
        writer.Flag(15, notification.IsReplayed);
        return writer.ToArray();
    }

    public static Notification Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        var read = new Notification
        {
            Id = default, UserId = default, CalendarId = default, EventId = default, OccurrenceId = default, Start = default,
            TriggerTime = default, Offset = 0, Channel = default, NextAttempt = default,
        };
        while (fields.Next())
            read = fields.Number switch
            {
                1 => read with { Id = fields.Identifier },
                2 => read with { Kind = (NotificationKind)fields.Integer },
                3 => read with { UserId = new UserId(fields.Integer) },
                4 => read with { CalendarId = new CalendarId(fields.Integer) },
                5 => read with { EventId = new EventId(fields.Identifier) },
                6 => read with { OccurrenceId = new OccurrenceId(fields.Identifier) },
                7 => read with { Start = Instant.FromUnixTimeSeconds(fields.Integer) },
                8 => read with { TriggerTime = Instant.FromUnixTimeSeconds(fields.Integer) },
                9 => read with { Offset = (int)fields.Integer },
                10 => read with { Channel = (Channel)fields.Integer },
                11 => read with { Status = (NotificationStatus)fields.Integer },
                12 => read with { RetryCount = (int)fields.Integer },
                13 => read with { NextAttempt = Instant.FromUnixTimeSeconds(fields.Integer) },
                14 => read with { Failure = fields.Text },
                15 => read with { IsReplayed = fields.Integer != 0 },
                _ => read,
            };
        return read;
    }
}
