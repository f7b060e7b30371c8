using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>
/// Notifications as rows. A new projection of an event renews what is pending and never touches what has an outcome, but where the
/// instance has moved and is due later than what was told.
/// </summary>
internal static class NotificationRows
{
    private const string Insertion = $"INSERT INTO notifications ({NotificationColumns.Names}) VALUES ({NotificationColumns.Values})";
    private const string Renewal =
        """
        ON CONFLICT DO UPDATE SET trigger_time = ?3, calendar_id = ?4, start = ?7, next_attempt = ?12, status = ?10, retry_count = 0,
            failure = NULL, is_replayed = 0
        """;
    private const string HasMoved = "start <> ?7 AND (status IN (0, 3) OR trigger_time < ?3)";

    // What is pending just as it is planned keeps its next attempt, which may be another than at first.
    private const string IsOther = "status = 0 AND (trigger_time <> ?3 OR start <> ?7 OR calendar_id <> ?4)";

    private static readonly Sql Insert = new($"{Insertion} {Renewal} WHERE {HasMoved}");
    private static readonly Sql Renew = new($"{Insertion} {Renewal} WHERE {IsOther} OR {HasMoved}");
    private static readonly Sql SelectOf = new(
        $"""
        SELECT {NotificationColumns.Names} FROM notifications WHERE user_id = ?1 AND trigger_time >= ?2 AND trigger_time < ?3
        ORDER BY trigger_time, notification_id
        """);
    private static readonly Sql SelectPending = new(
        "SELECT notification_id FROM notifications WHERE event_id = ?1 AND calendar_id = ?2 AND status = 0 AND trigger_time >= ?3");
    private static readonly Sql Delete = new("DELETE FROM notifications WHERE notification_id = ?1");
    private static readonly Sql DeletePendingOf = new("DELETE FROM notifications WHERE user_id = ?1 AND status = 0 AND trigger_time >= ?2");
    private static readonly Sql DeleteBefore = new("DELETE FROM notifications WHERE trigger_time < ?1");
    private static readonly Sql DeleteOfEvent = new("DELETE FROM notifications WHERE event_id = ?1 AND calendar_id = ?2");

    public static void Add(Connection connection, Notification notification) => connection.Use(Insert).Bind(notification).Run();

    /// <summary>What is pending for the event, from where the projection's begin, becomes exactly those.</summary>
    public static void Replace(Connection connection, Projection projection)
    {
        List<Guid>? dropped = null;
        using (Statement rows = connection.Use(SelectPending)
            .Bind(1, projection.EventId.Value).Bind(2, projection.CalendarId.Value).Bind(3, projection.NotifiedFrom))
            while (rows.Step())
                (dropped ??= []).Add(rows.Identifier(0));
        if (dropped is not null)
            foreach (Guid id in dropped.Except(projection.Notifications.Select(kept => kept.Id)))
                connection.Use(Delete).Bind(1, id).Run();
        foreach (Notification notification in projection.Notifications) connection.Use(Renew).Bind(notification).Run();
    }

    public static ImmutableArray<Notification> ReadOf(Connection connection, UserId user, Instant from, Instant to)
    {
        var notifications = ImmutableArray.CreateBuilder<Notification>();
        using Statement rows = connection.Use(SelectOf).Bind(1, user.Value).Bind(2, from).Bind(3, to);
        while (rows.Step()) notifications.Add(rows.Notification());
        return notifications.DrainToImmutable();
    }

    public static int RemovePending(Connection connection, UserId user, Instant from) =>
        connection.Use(DeletePendingOf).Bind(1, user.Value).Bind(2, from).Run();

    public static int RemoveBefore(Connection connection, Instant before) => connection.Use(DeleteBefore).Bind(1, before).Run();

    public static void RemoveOf(Connection connection, CalendarId calendar, EventId @event) =>
        connection.Use(DeleteOfEvent).Bind(1, @event.Value).Bind(2, calendar.Value).Run();
}
