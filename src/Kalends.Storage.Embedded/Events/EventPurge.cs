using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded.Notifications;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Forgets events for good, with everything that hangs on them.</summary>
internal sealed class EventPurge(ProjectionWriter projections)
{
    private const int EventsAtOnce = 100;
    private static readonly Sql DeleteEvent = new("DELETE FROM events WHERE event_key = ?1");
    private static readonly Sql DeleteHistory = new("DELETE FROM history WHERE event_key = ?1");
    private static readonly Sql DeleteReminders = new("DELETE FROM reminders WHERE event_key = ?1");
    private static readonly Sql SelectSome = new("SELECT event_id FROM events WHERE calendar_id = ?1 ORDER BY sequence LIMIT ?2");

    /// <summary>Whether the event was there at this revision; a newer one is not what the caller meant to forget.</summary>
    public bool Forget(Connection connection, Event @event)
    {
        if (EventRow.Find(connection, @event.CalendarId, @event.Id) is not { } row || row.Revision != @event.Revision) return false;
        FeedRows.RaiseFloor(connection, @event.CalendarId, row.Sequence);
        Forget(connection, @event.CalendarId, @event.Id, row);
        return true;
    }

    /// <summary>Forgets some events of the calendar; with the last of them its feed too. Whether nothing is left.</summary>
    public bool ForgetSome(Connection connection, CalendarId calendar)
    {
        List<EventId> some = [];
        using (Statement rows = connection.Use(SelectSome).Bind(1, calendar.Value).Bind(2, EventsAtOnce))
            while (rows.Step())
                some.Add(new EventId(rows.Identifier(0)));
        foreach (EventId @event in some) Forget(connection, calendar, @event, EventRow.Find(connection, calendar, @event)!.Value);
        if (some.Count == EventsAtOnce) return false;
        FeedRows.Remove(connection, calendar);
        return true;
    }

    private void Forget(Connection connection, CalendarId calendar, EventId @event, EventRow row)
    {
        projections.Remove(connection, calendar, row);
        NotificationRows.RemoveOf(connection, calendar, @event);
        connection.Use(DeleteHistory).Bind(1, row.Key).Run();
        connection.Use(DeleteReminders).Bind(1, row.Key).Run();
        connection.Use(DeleteEvent).Bind(1, row.Key).Run();
        FeedRows.RemoveEvent(connection, calendar);
    }
}
