using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>
/// Calendars and grants lie at the owner. New ids are placed in the owner's slot, so that one question there finds a calendar by its id; the
/// directory finds one whose id lies elsewhere.
/// </summary>
internal sealed class MySqlCalendarStore(ShardRouter shards, ShardScan scan, CalendarDirectory directory, LinkOutbox outbox) : ICalendarStore
{
    private const string Insert =
        $"""
        INSERT IGNORE INTO calendars (slot, calendar_id, owner_id, version, name, color, description, is_public, time_zone, created_at,
            deleted_at, deleted_by, share_sequence)
        VALUES (@slot, @calendar, @owner, @version, @name, @color, @description, @public, @zone, @created, @deleted, @deletedBy, 0)
        """;
    private const string Update =
        """
        UPDATE calendars SET version = @version, name = @name, color = @color, description = @description, is_public = @public,
            time_zone = @zone, created_at = @created, deleted_at = @deleted, deleted_by = @deletedBy
        WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar AND version = @version - 1
        """;
    private const string Select =
        $"""
        SELECT {CalendarRows.Columns}, {CalendarRows.HasShares}, (SELECT permission FROM share_grants g
            WHERE g.slot = c.slot AND g.owner_id = c.owner_id AND g.calendar_id = c.calendar_id AND g.user_id = @caller)
        FROM calendars c WHERE c.slot = @slot AND c.owner_id = @owner AND c.calendar_id = @calendar
        """;
    private const string SelectNear =
        $"""
        SELECT {CalendarRows.Columns}, {CalendarRows.HasShares}, (SELECT permission FROM share_grants g
            WHERE g.slot = c.slot AND g.owner_id = c.owner_id AND g.calendar_id = c.calendar_id AND g.user_id = @caller), d.owner_id
        FROM calendar_directory d
        LEFT JOIN calendars c ON c.slot = d.slot AND c.owner_id = d.owner_id AND c.calendar_id = d.calendar_id
        WHERE d.slot = @slot AND d.calendar_id = @calendar
        """;
    private const string SelectOwned =
        $"""
        SELECT {CalendarRows.Columns}, {CalendarRows.HasShares} FROM calendars c
        WHERE c.slot = @slot AND c.owner_id = @owner ORDER BY c.calendar_id
        """;
    private static readonly string SelectAll =
        $"""
        SELECT {CalendarRows.Columns} FROM calendars c
        JOIN slots s ON s.slot = c.slot AND s.state NOT IN ({(int)SlotState.Moved}, {(int)SlotState.Incoming})
        WHERE c.calendar_id > @after ORDER BY c.calendar_id LIMIT @limit
        """;

    public required NearCalendars Near { get; init; }

    public CalendarId Place(UserId owner, long drawn) => new(Slot.Of(owner).Place(drawn));

    public async Task<bool> TryCreate(Calendar calendar, CancellationToken cancellation)
    {
        var (id, owner) = (ShardKey.Of(calendar.Id), ShardKey.Of(calendar.OwnerId));
        Statement insert = Statement.Of(Insert).WithCalendar(calendar);
        if (id.Slot != owner.Slot)
            return await directory.List(calendar, cancellation)
                && await shards.Write(owner, async transaction => await transaction.Run(insert) == 1, cancellation);
        return await shards.Write([id, owner], async transaction =>
            await CalendarDirectory.List(transaction, calendar) && await transaction.Run(insert) == 1, cancellation);
    }

    public async ValueTask<CalendarView?> Find(CalendarId calendar, UserId caller, CancellationToken cancellation)
    {
        (string, object?)[] asked = [("@calendar", calendar.Value), ("@caller", caller.Value)];
        var near = await shards.First(Slot.Of(calendar), Statement.Of(SelectNear, asked),
            static row => (View: View(row), Owner: new UserId(row.GetInt64(CalendarRows.Count + 2))), cancellation);
        if (near.View is not null || near.Owner == default || Slot.Of(near.Owner) == Slot.Of(calendar)) return near.View;
        Statement select = Statement.Of(Select, [.. asked, ("@owner", near.Owner.Value)]);
        return await shards.First(Slot.Of(near.Owner), select, View, cancellation);
    }

    public async Task<ImmutableArray<SeenCalendar>> FindMany(IReadOnlyCollection<CalendarSight> asked, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(asked.Select(async sight => (Sight: sight,
            View: await Near.FindOwn(sight, cancellation) ?? await Find(sight.Calendar, sight.Caller, cancellation))));
        return [.. from one in found where one.View is not null select new SeenCalendar(one.Sight, one.View)];
    }

    public Task<bool> TryReplace(Calendar calendar, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(calendar.OwnerId), async transaction =>
            await transaction.Run(Statement.Of(Update).WithCalendar(calendar)) == 1, cancellation);

    public Task<ImmutableArray<CalendarView>> ListOwned(UserId owner, CancellationToken cancellation) =>
        shards.List(Slot.Of(owner), Statement.Of(SelectOwned, ("@owner", owner.Value)),
            static row => new CalendarView(row.Calendar(), row.GetInt32(CalendarRows.Count) != 0, Permission.None), cancellation);

    public Task<ImmutableArray<CalendarId>> ListLinked(UserId grantee, CancellationToken cancellation) => Links.List(shards, grantee, cancellation);

    public async Task<bool> PutShare(Share share, CancellationToken cancellation)
    {
        bool isNew = await shards.Write(ShardKey.Of(share.OwnerId), transaction => new Grants(transaction, share.OwnerId, share.CalendarId).Put(share), cancellation);
        await outbox.Tell(share.OwnerId, share.CalendarId, cancellation);
        return isNew;
    }

    public async Task<bool> RemoveShare(Calendar calendar, UserId grantee, CancellationToken cancellation)
    {
        bool isGone = await shards.Write(ShardKey.Of(calendar.OwnerId),
            transaction => new Grants(transaction, calendar.OwnerId, calendar.Id).Remove(grantee), cancellation);
        await outbox.Tell(calendar.OwnerId, calendar.Id, cancellation);
        return isGone;
    }

    public Task<ImmutableArray<Share>> ListShares(Calendar calendar, CancellationToken cancellation) =>
        shards.List(Slot.Of(calendar.OwnerId), Grants.Select(calendar), row => Grants.Read(row, calendar), cancellation);

    public async Task<Page<Calendar>> ListAll(CalendarId? after, int limit, CancellationToken cancellation)
    {
        Statement select = Statement.Of(SelectAll, ("@after", after?.Value ?? 0), ("@limit", limit + 1));
        ImmutableArray<Calendar> found = await scan.OnReplicas(select, static row => row.Calendar(), cancellation);
        ImmutableArray<Calendar> some = [.. found.DistinctBy(calendar => calendar.Id).OrderBy(calendar => calendar.Id).Take(limit + 1)];
        return some.Length > limit ? new Page<Calendar>(some[..limit], HasMore: true) : new Page<Calendar>(some, HasMore: false);
    }

    public async Task Purge(Calendar calendar, CancellationToken cancellation)
    {
        bool isGone = await shards.Write(ShardKey.Of(calendar.OwnerId),
            transaction => new Grants(transaction, calendar.OwnerId, calendar.Id).ForgetCalendar(), cancellation);
        if (!isGone) return;
        await directory.Unlist(calendar, cancellation);
        await outbox.Tell(calendar.OwnerId, calendar.Id, cancellation);
    }

    private static CalendarView? View(MySqlDataReader row) => row.IsDBNull(0) ? null : new CalendarView(
        row.Calendar(), row.GetInt32(CalendarRows.Count) != 0,
        row.IsDBNull(CalendarRows.Count + 1) ? Permission.None : (Permission)row.GetInt32(CalendarRows.Count + 1));
}
