using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;
using NodaTime;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Events and their history as rows.</summary>
internal static class EventRows
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO events (calendar_id, event_id, revision, sequence, is_home, is_live, is_series, is_trash, gone_at, document, ical_uid)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        RETURNING event_key
        """);
    private static readonly Sql Update = new(
        """
        UPDATE events
        SET revision = ?3, sequence = ?4, is_home = max(is_home, ?5), is_live = ?6, is_series = ?7, is_trash = ?8,
            gone_at = ?9, document = ?10, ical_uid = ?11
        WHERE event_id = ?2 AND calendar_id = ?1
        """);
    private static readonly Sql LeaveHome = new("UPDATE events SET is_home = 0 WHERE event_id = ?1 AND calendar_id <> ?2 AND is_home");
    private static readonly Sql PutHistory = new(
        """
        INSERT INTO history (event_key, version, document) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET document = excluded.document
        """);
    private static readonly Sql SelectHome = new("SELECT calendar_id FROM events WHERE event_id = ?1 AND is_home");
    private static readonly Sql Select = new("SELECT document FROM events WHERE event_id = ?1 AND calendar_id = ?2");
    private static readonly Sql SelectByUid = new(
        """
        SELECT document FROM events WHERE calendar_id = ?1 AND ical_uid = ?2 AND (is_live OR is_trash)
        ORDER BY is_live DESC, event_id LIMIT 1
        """);

    /// <summary>Stores the event as new or in place of the row; the projection stays as it was.</summary>
    public static void Put(Connection connection, PreparedEvent change, EventRow? row, long sequence)
    {
        Event after = change.After;
        bool isHome = after.MovedTo is null;
        if (isHome) connection.Use(LeaveHome).Bind(1, after.Id.Value).Bind(2, after.CalendarId.Value).Run();
        long key;
        using (Statement put = connection.Use(row is null ? Insert : Update)
            .Bind(1, after.CalendarId.Value).Bind(2, after.Id.Value).Bind(3, after.Revision).Bind(4, sequence).Bind(5, isHome)
            .Bind(6, after.IsLive).Bind(7, after.Content.IsSeries).Bind(8, after.Deleted is not null && after.MovedTo is null)
            .Bind(9, GoneAt(after)).Bind(10, change.Document).Bind(11, after.ICalUid))
            key = put.Step() ? put.Integer(0) : row!.Value.Key;
        foreach ((long version, byte[] document) in change.History)
            connection.Use(PutHistory).Bind(1, key).Bind(2, version).Bind(3, document).Run();
    }

    public static CalendarId? Locate(Connection connection, EventId @event)
    {
        using Statement row = connection.Use(SelectHome).Bind(1, @event.Value);
        return row.Step() ? new CalendarId(row.Integer(0)) : null;
    }

    public static Event? Find(Connection connection, CalendarId calendar, EventId @event)
    {
        using Statement row = connection.Use(Select).Bind(1, @event.Value).Bind(2, calendar.Value);
        return row.Step() ? EventDocument.Decode(row.Bytes(0)) : null;
    }

    public static Event? FindByUid(Connection connection, CalendarId calendar, string uid)
    {
        using Statement row = connection.Use(SelectByUid).Bind(1, calendar.Value).Bind(2, uid);
        return row.Step() ? EventDocument.Decode(row.Bytes(0)) : null;
    }

    private static Instant? GoneAt(Event @event) => @event.MovedTo is not null ? @event.UpdatedAt : @event.Deleted?.At;
}
