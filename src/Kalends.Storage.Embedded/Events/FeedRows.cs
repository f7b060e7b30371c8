using Kalends.Domain.Calendars;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Head and floor of a calendar's change feed; both 0 before its first change.</summary>
internal static class FeedRows
{
    private static readonly Sql Select = new("SELECT head, floor FROM feeds WHERE calendar_id = ?1");
    private static readonly Sql Advance = new(
        "INSERT INTO feeds (calendar_id, head, floor) VALUES (?1, 1, 0) ON CONFLICT DO UPDATE SET head = head + 1 RETURNING head");
    private static readonly Sql Raise = new("UPDATE feeds SET floor = max(floor, ?2) WHERE calendar_id = ?1");
    private static readonly Sql Delete = new("DELETE FROM feeds WHERE calendar_id = ?1");

    public static (long Head, long Floor) Read(Connection connection, CalendarId calendar)
    {
        using Statement row = connection.Use(Select).Bind(1, calendar.Value);
        return row.Step() ? (row.Integer(0), row.Integer(1)) : (0, 0);
    }

    public static long TakeNext(Connection connection, CalendarId calendar)
    {
        using Statement row = connection.Use(Advance).Bind(1, calendar.Value);
        row.Step();
        return row.Integer(0);
    }

    public static void RaiseFloor(Connection connection, CalendarId calendar, long sequence) =>
        connection.Use(Raise).Bind(1, calendar.Value).Bind(2, sequence).Run();

    public static void Remove(Connection connection, CalendarId calendar) => connection.Use(Delete).Bind(1, calendar.Value).Run();
}
