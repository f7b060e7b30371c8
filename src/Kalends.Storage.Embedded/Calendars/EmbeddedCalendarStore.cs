using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Calendars;

internal sealed class EmbeddedCalendarStore(Database database) : ICalendarStore
{
    private const string HasShares = "EXISTS (SELECT 1 FROM share_grants g WHERE g.calendar_id = c.calendar_id)";

    private static readonly Sql Insert = new(
        $"INSERT INTO calendars ({CalendarRows.Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING");
    private static readonly Sql Update = new(
        """
        UPDATE calendars
        SET version = ?3, name = ?4, color = ?5, description = ?6, is_public = ?7, time_zone = ?8, created_at = ?9,
            deleted_at = ?10, deleted_by = ?11
        WHERE calendar_id = ?1 AND owner_id = ?2 AND version = ?3 - 1
        """);
    private static readonly Sql Select = new(
        $"""
        SELECT {CalendarRows.Names}, {HasShares},
            (SELECT permission FROM share_grants g WHERE g.calendar_id = c.calendar_id AND g.user_id = ?2)
        FROM calendars c WHERE calendar_id = ?1
        """);
    private static readonly Sql SelectOwned = new(
        $"SELECT {CalendarRows.Names}, {HasShares} FROM calendars c WHERE owner_id = ?1 ORDER BY calendar_id");
    private static readonly Sql SelectAll = new(
        $"SELECT {CalendarRows.Names} FROM calendars WHERE calendar_id > ?1 ORDER BY calendar_id LIMIT ?2");
    private static readonly Sql Delete = new("DELETE FROM calendars WHERE calendar_id = ?1 AND deleted_at IS NOT NULL");

    public Task<bool> TryCreate(Calendar calendar, CancellationToken cancellation) =>
        database.Write(calendar, static (connection, calendar) => connection.Use(Insert).Bind(calendar).Run() == 1, cancellation);

    public ValueTask<CalendarView?> Find(CalendarId calendar, UserId caller, CancellationToken cancellation) =>
        database.Read(new CalendarSight(calendar, caller), Find, cancellation);

    public Task<ImmutableArray<SeenCalendar>> FindMany(IReadOnlyCollection<CalendarSight> asked, CancellationToken cancellation) =>
        database.Read(asked, static (connection, asked) =>
        {
            var found = ImmutableArray.CreateBuilder<SeenCalendar>(asked.Count);
            foreach (CalendarSight sight in asked)
                if (Find(connection, sight) is { } view) found.Add(new SeenCalendar(sight, view));
            return found.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<bool> TryReplace(Calendar calendar, CancellationToken cancellation) =>
        database.Write(calendar, static (connection, calendar) => connection.Use(Update).Bind(calendar).Run() == 1, cancellation);

    public Task<ImmutableArray<CalendarView>> ListOwned(UserId owner, CancellationToken cancellation) =>
        database.Read(owner, static (connection, owner) =>
        {
            var views = ImmutableArray.CreateBuilder<CalendarView>();
            using Statement rows = connection.Use(SelectOwned).Bind(1, owner.Value);
            while (rows.Step()) views.Add(new CalendarView(rows.Calendar(), rows.Integer(CalendarRows.Count) != 0, Permission.None));
            return views.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<ImmutableArray<CalendarId>> ListLinked(UserId grantee, CancellationToken cancellation) =>
        database.Read(grantee, ShareRows.ListLinked, cancellation).AsTask();

    public Task<bool> PutShare(Share share, CancellationToken cancellation) => database.Write(share, ShareRows.Put, cancellation);

    public Task<bool> RemoveShare(Calendar calendar, UserId grantee, CancellationToken cancellation) =>
        database.Write((calendar.Id, grantee), static (connection, key) => ShareRows.Remove(connection, key.Id, key.grantee), cancellation);

    public Task<ImmutableArray<Share>> ListShares(Calendar calendar, CancellationToken cancellation) =>
        database.Read(calendar, ShareRows.List, cancellation).AsTask();

    public Task<Page<Calendar>> ListAll(CalendarId? after, int limit, CancellationToken cancellation) =>
        database.Read((After: after?.Value ?? 0, limit), static (connection, asked) =>
        {
            var calendars = ImmutableArray.CreateBuilder<Calendar>();
            using Statement rows = connection.Use(SelectAll).Bind(1, asked.After).Bind(2, asked.limit + 1L);
            while (calendars.Count < asked.limit && rows.Step()) calendars.Add(rows.Calendar());
            bool hasMore = calendars.Count == asked.limit && rows.Step();
            return new Page<Calendar>(calendars.DrainToImmutable(), hasMore);
        }, cancellation).AsTask();

    public Task Purge(Calendar calendar, CancellationToken cancellation) =>
        database.Write(calendar.Id, static (connection, calendar) =>
        {
            if (connection.Use(Delete).Bind(1, calendar.Value).Run() == 0) return false;
            ShareRows.RemoveAll(connection, calendar);
            EmbeddedFeedLinkStore.RemoveAll(connection, calendar);
            return true;
        }, cancellation);

    private static CalendarView? Find(Connection connection, CalendarSight asked)
    {
        using Statement row = connection.Use(Select).Bind(1, asked.Calendar.Value).Bind(2, asked.Caller.Value);
        return !row.Step() ? null : new CalendarView(
            row.Calendar(), row.Integer(CalendarRows.Count) != 0, (Permission)row.Integer(CalendarRows.Count + 1));
    }
}
