using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Events;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Personal reminders. The bytes are little-endian, as every machine .NET runs this on is.</summary>
internal static class ReminderRows
{
    private static readonly Sql Put = new(
        """
        INSERT INTO reminders (event_key, user_id, minutes, earliest) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET minutes = excluded.minutes, earliest = excluded.earliest
        """);
    private static readonly Sql Delete = new("DELETE FROM reminders WHERE event_key = ?1 AND user_id = ?2");
    private static readonly Sql SelectOf = new(
        """
        SELECT r.user_id, r.minutes FROM events e CROSS JOIN reminders r ON r.event_key = e.event_key
        WHERE e.event_id = ?1 AND e.calendar_id = ?2 AND r.user_id = ?3
        """);
    private static readonly Sql SelectAll = new(
        """
        SELECT r.user_id, r.minutes FROM events e CROSS JOIN reminders r ON r.event_key = e.event_key
        WHERE e.event_id = ?1 AND e.calendar_id = ?2 ORDER BY r.user_id
        """);
    private static readonly Sql SelectEarly = new(
        """
        SELECT r.user_id, r.minutes, e.event_id FROM reminders r CROSS JOIN events e ON e.event_key = r.event_key
        WHERE r.user_id = ?1 AND r.earliest > ?2 AND e.calendar_id = ?3
        """);

    public static void Set(Connection connection, long eventKey, ReminderSetting setting)
    {
        if (setting.Minutes is not { } minutes) connection.Use(Delete).Bind(1, eventKey).Bind(2, setting.UserId.Value).Run();
        else
            connection.Use(Put).Bind(1, eventKey).Bind(2, setting.UserId.Value).Bind(3, MemoryMarshal.AsBytes(minutes.AsSpan()))
                .Bind(4, minutes.DefaultIfEmpty().Max()).Run();
    }

    public static ReminderSetting? Find(Connection connection, ReminderPlace place)
    {
        using Statement row = connection.Use(SelectOf).Bind(1, place.Event.Value).Bind(2, place.Calendar.Value).Bind(3, place.User.Value);
        return row.Step() ? Read(row, place.Event) : null;
    }

    public static ImmutableArray<ReminderSetting> ReadAll(Connection connection, CalendarId calendar, EventId @event)
    {
        var settings = ImmutableArray.CreateBuilder<ReminderSetting>();
        using Statement rows = connection.Use(SelectAll).Bind(1, @event.Value).Bind(2, calendar.Value);
        while (rows.Step()) settings.Add(Read(rows, @event));
        return settings.DrainToImmutable();
    }

    public static ImmutableArray<ReminderSetting> ReadEarly(Connection connection, (CalendarId Calendar, UserId User, int Minutes) asked)
    {
        var settings = ImmutableArray.CreateBuilder<ReminderSetting>();
        using Statement rows = connection.Use(SelectEarly)
            .Bind(1, asked.User.Value).Bind(2, asked.Minutes).Bind(3, asked.Calendar.Value);
        while (rows.Step())
        {
            ReminderSetting setting = Read(rows, new EventId(rows.Identifier(2)));
            if (setting.Minutes!.Value.Any(reminder => reminder > asked.Minutes)) settings.Add(setting);
        }
        return settings.DrainToImmutable();
    }

    private static ReminderSetting Read(Statement row, EventId @event) =>
        new(@event, new UserId(row.Integer(0)), [.. MemoryMarshal.Cast<byte, int>(row.Bytes(1))]);
}
