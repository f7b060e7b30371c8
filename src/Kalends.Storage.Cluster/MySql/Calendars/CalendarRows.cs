using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>A calendar as a row: <see cref="Columns"/> in this order, of the table called c.</summary>
internal static class CalendarRows
{
    public const string Columns =
        "c.calendar_id, c.owner_id, c.version, c.name, c.color, c.description, c.is_public, c.time_zone, c.created_at, c.deleted_at, c.deleted_by";

    /// <summary>The first column behind those of the calendar.</summary>
    public const int Count = 11;

    public const string HasShares =
        "EXISTS (SELECT 1 FROM share_grants g WHERE g.slot = c.slot AND g.owner_id = c.owner_id AND g.calendar_id = c.calendar_id)";

    public static Statement WithCalendar(this Statement statement, Calendar calendar) => statement with
    {
        Values =
        [
            ("@calendar", calendar.Id.Value), ("@owner", calendar.OwnerId.Value), ("@version", calendar.Version), ("@name", calendar.Name),
            ("@color", calendar.Color), ("@description", calendar.Description), ("@public", calendar.IsPublic),
            ("@zone", calendar.TimeZone), ("@created", calendar.CreatedAt.ToUnixTimeSeconds()),
            ("@deleted", calendar.Deleted?.At.ToUnixTimeSeconds()), ("@deletedBy", calendar.Deleted?.By.Value),
        ],
    };

    public static Calendar Calendar(this MySqlDataReader row) => new()
    {
        Id = new CalendarId(row.GetInt64(0)), OwnerId = new UserId(row.GetInt64(1)), Version = row.GetInt64(2), Name = row.GetString(3),
        Color = row.GetString(4), Description = row.GetString(5), IsPublic = row.GetInt32(6) != 0, TimeZone = row.GetString(7),
        CreatedAt = row.Instant(8),
        Deleted = row.IsDBNull(9) ? null : new Deletion(row.Instant(9), new UserId(row.GetInt64(10))),
    };
}
