using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Calendars;

/// <summary>A calendar as a row: <see cref="Names"/> in this order.</summary>
internal static class CalendarRows
{
    public const string Names =
        "calendar_id, owner_id, version, name, color, description, is_public, time_zone, created_at, deleted_at, deleted_by";

    /// <summary>The first column behind those of the calendar.</summary>
    public const int Count = 11;

    public static Statement Bind(this Statement statement, Calendar calendar) => statement
        .Bind(1, calendar.Id.Value).Bind(2, calendar.OwnerId.Value).Bind(3, calendar.Version).Bind(4, calendar.Name)
        .Bind(5, calendar.Color).Bind(6, calendar.Description).Bind(7, calendar.IsPublic).Bind(8, calendar.TimeZone)
        .Bind(9, calendar.CreatedAt).Bind(10, calendar.Deleted?.At).Bind(11, calendar.Deleted?.By.Value);

    public static Calendar Calendar(this Statement row) => new()
    {
        Id = new CalendarId(row.Integer(0)), OwnerId = new UserId(row.Integer(1)), Version = row.Integer(2), Name = row.Text(3),
        Color = row.Text(4), Description = row.Text(5), IsPublic = row.Integer(6) != 0, TimeZone = row.Text(7), CreatedAt = row.Instant(8),
        Deleted = row.IsNull(9) ? null : new Deletion(row.Instant(9), new UserId(row.Integer(10))),
    };
}
