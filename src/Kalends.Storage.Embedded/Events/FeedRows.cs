using Kalends.Domain.Calendars;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Head and floor of a calendar's change feed, and how many events it tells of; all 0 before its first change.</summary>
internal static class FeedRows
{
    private static readonly Sql Select = new("SELECT head, floor FROM feeds WHERE calendar_id = ?1");
    private static readonly Sql Advance = new(
        """
        INSERT INTO feeds (calendar_id, head, floor, events) VALUES (?1, 1, 0, ?2)
        ON CONFLICT DO UPDATE SET head = head + 1, events = events + ?2 RETURNING head
        """);
    private static readonly Sql SelectEvents = new("SELECT events FROM feeds WHERE calendar_id = ?1");
    private static readonly Sql Uncount = new("UPDATE feeds SET events = events - 1 WHERE calendar_id = ?1");
    private static readonly Sql Raise = new("UPDATE feeds SET floor = max(floor, ?2) WHERE calendar_id = ?1");
    private static readonly Sql Delete = new("DELETE FROM feeds WHERE calendar_id = ?1");

    public static (long Head, long Floor) Read(Connection connection, CalendarId calendar)
    {
        using Statement row = connection.Use(Select).Bind(1, calendar.Value);
        return row.Step() ? (row.Integer(0), row.Integer(1)) : (0, 0);
    }

    public static long CountEvents(Connection connection, CalendarId calendar)
    {
        using Statement row = connection.Use(SelectEvents).Bind(1, calendar.Value);
        return row.Step() ? row.Integer(0) : 0;
    }

    /// <param name="connection">Within the writer's transaction.</param>
    /// <param name="calendar">Whose feed.</param>
    /// <param name="added">How many events the change adds.</param>
    public static long TakeNext(Connection connection, CalendarId calendar, int added)
    {
        using Statement row = connection.Use(Advance).Bind(1, calendar.Value).Bind(2, added);
        row.Step();
        return row.Integer(0);
    }

    public static void RaiseFloor(Connection connection, CalendarId calendar, long sequence) =>
        connection.Use(Raise).Bind(1, calendar.Value).Bind(2, sequence).Run();

    public static void RemoveEvent(Connection connection, CalendarId calendar) => connection.Use(Uncount).Bind(1, calendar.Value).Run();

    public static void Remove(Connection connection, CalendarId calendar) => connection.Use(Delete).Bind(1, calendar.Value).Run();
}
