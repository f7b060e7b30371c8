using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>How a notification lies in its row.</summary>
internal static class NotificationColumns
{
    public const string Names =
        "notification_id, user_id, trigger_time, calendar_id, event_id, occurrence_id, start, minutes_before, channel, status, "
        + "retry_count, next_attempt, kind, failure, is_replayed";

    public const string Values = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15";

    public static Statement Bind(this Statement statement, Notification notification) => statement
        .Bind(1, notification.Id).Bind(2, notification.UserId.Value).Bind(3, notification.TriggerTime)
        .Bind(4, notification.CalendarId.Value).Bind(5, notification.EventId.Value).Bind(6, notification.OccurrenceId.Value)
        .Bind(7, notification.Start).Bind(8, notification.Offset).Bind(9, (long)notification.Channel).Bind(10, (long)notification.Status)
        .Bind(11, notification.RetryCount).Bind(12, notification.NextAttempt).Bind(13, (long)notification.Kind)
        .Bind(14, notification.Failure).Bind(15, notification.IsReplayed);

    public static Notification Notification(this Statement row) => new()
    {
        Id = row.Identifier(0), UserId = new UserId(row.Integer(1)), TriggerTime = row.Instant(2),
        CalendarId = new CalendarId(row.Integer(3)), EventId = new EventId(row.Identifier(4)),
        OccurrenceId = new OccurrenceId(row.Identifier(5)), Start = row.Instant(6),
        Offset = (int)row.Integer(7), Channel = (Channel)row.Integer(8), Status = (NotificationStatus)row.Integer(9),
        RetryCount = (int)row.Integer(10), NextAttempt = row.Instant(11), Kind = (NotificationKind)row.Integer(12),
        Failure = row.OptionalText(13), IsReplayed = row.Integer(14) != 0,
    };
}
