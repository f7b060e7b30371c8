using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>Notifications as rows. A new projection of an event renews what is pending and never touches what has an outcome.</summary>
internal static class NotificationRows
{
    private const string Names =
        "notification_id, user_id, trigger_time, calendar_id, event_id, occurrence_id, start, minutes_before, channel, status, "
        + "retry_count, next_attempt";

    private static readonly Sql Insert = new(
        $"INSERT INTO notifications ({Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING");
    private static readonly Sql Renew = new(
        $"""
        INSERT INTO notifications ({Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT DO UPDATE SET trigger_time = ?3, calendar_id = ?4, start = ?7, next_attempt = ?12 WHERE status = 0
        """);
    private static readonly Sql SelectOf = new(
        $"""
        SELECT {Names} FROM notifications WHERE user_id = ?1 AND trigger_time >= ?2 AND trigger_time < ?3
        ORDER BY trigger_time, notification_id
        """);
    private static readonly Sql SelectPending = new(
        "SELECT notification_id FROM notifications WHERE event_id = ?1 AND calendar_id = ?2 AND status = 0");
    private static readonly Sql Delete = new("DELETE FROM notifications WHERE notification_id = ?1");
    private static readonly Sql DeletePendingOf = new("DELETE FROM notifications WHERE user_id = ?1 AND status = 0");
    private static readonly Sql DeleteBefore = new("DELETE FROM notifications WHERE trigger_time < ?1");
    private static readonly Sql DeleteOfEvent = new("DELETE FROM notifications WHERE event_id = ?1 AND calendar_id = ?2");

    public static void Add(Connection connection, Notification notification) => Bind(connection.Use(Insert), notification).Run();

    /// <summary>What is pending for the event becomes exactly the given.</summary>
    public static void Replace(Connection connection, CalendarId calendar, EventId @event, ImmutableArray<Notification> notifications)
    {
        List<Guid>? dropped = null;
        using (Statement rows = connection.Use(SelectPending).Bind(1, @event.Value).Bind(2, calendar.Value))
            while (rows.Step())
                (dropped ??= []).Add(rows.Identifier(0));
        if (dropped is not null)
            foreach (Guid id in dropped.Except(notifications.Select(kept => kept.Id)))
                connection.Use(Delete).Bind(1, id).Run();
        foreach (Notification notification in notifications) Bind(connection.Use(Renew), notification).Run();
    }

    public static ImmutableArray<Notification> ReadOf(Connection connection, UserId user, Instant from, Instant to)
    {
        var notifications = ImmutableArray.CreateBuilder<Notification>();
        using Statement rows = connection.Use(SelectOf).Bind(1, user.Value).Bind(2, from).Bind(3, to);
        while (rows.Step()) notifications.Add(Read(rows));
        return notifications.DrainToImmutable();
    }

    public static int RemovePending(Connection connection, UserId user) => connection.Use(DeletePendingOf).Bind(1, user.Value).Run();

    public static int RemoveBefore(Connection connection, Instant before) => connection.Use(DeleteBefore).Bind(1, before).Run();

    public static void RemoveOf(Connection connection, CalendarId calendar, EventId @event) =>
        connection.Use(DeleteOfEvent).Bind(1, @event.Value).Bind(2, calendar.Value).Run();

    private static Statement Bind(Statement statement, Notification notification) => statement
        .Bind(1, notification.Id).Bind(2, notification.UserId.Value).Bind(3, notification.TriggerTime)
        .Bind(4, notification.CalendarId.Value).Bind(5, notification.EventId.Value).Bind(6, notification.OccurrenceId.Value).Bind(7, notification.Start)
        .Bind(8, notification.Offset).Bind(9, (long)notification.Channel).Bind(10, (long)notification.Status)
        .Bind(11, notification.RetryCount).Bind(12, notification.NextAttempt);

    private static Notification Read(Statement row) => new()
    {
        Id = row.Identifier(0), UserId = new UserId(row.Integer(1)), TriggerTime = row.Instant(2),
        CalendarId = new CalendarId(row.Integer(3)), EventId = new EventId(row.Identifier(4)), OccurrenceId = new OccurrenceId(row.Identifier(5)), Start = row.Instant(6),
        Offset = (int)row.Integer(7), Channel = (Channel)row.Integer(8), Status = (NotificationStatus)row.Integer(9),
        RetryCount = (int)row.Integer(10), NextAttempt = row.Instant(11),
    };
}
