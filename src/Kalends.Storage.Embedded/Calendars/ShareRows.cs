using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Calendars;

/// <summary>Grants. One file has one truth, so the index by user serves as the links.</summary>
internal static class ShareRows
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO share_grants (calendar_id, user_id, owner_id, permission, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """);
    private static readonly Sql Update = new("UPDATE share_grants SET permission = ?3 WHERE calendar_id = ?1 AND user_id = ?2");
    private static readonly Sql Delete = new("DELETE FROM share_grants WHERE calendar_id = ?1 AND user_id = ?2");
    private static readonly Sql DeleteAll = new("DELETE FROM share_grants WHERE calendar_id = ?1");
    private static readonly Sql Select = new(
        "SELECT user_id, permission, created_at FROM share_grants WHERE calendar_id = ?1 ORDER BY user_id");
    private static readonly Sql SelectLinked = new("SELECT calendar_id FROM share_grants WHERE user_id = ?1 ORDER BY calendar_id");

    public static bool Put(Connection connection, Share share)
    {
        bool isNew = connection.Use(Insert).Bind(1, share.CalendarId.Value).Bind(2, share.UserId.Value).Bind(3, share.OwnerId.Value)
            .Bind(4, (long)share.Permission).Bind(5, share.CreatedAt).Run() == 1;
        if (!isNew)
            connection.Use(Update).Bind(1, share.CalendarId.Value).Bind(2, share.UserId.Value).Bind(3, (long)share.Permission).Run();
        return isNew;
    }

    public static bool Remove(Connection connection, CalendarId calendar, UserId grantee) =>
        connection.Use(Delete).Bind(1, calendar.Value).Bind(2, grantee.Value).Run() == 1;

    public static void RemoveAll(Connection connection, CalendarId calendar) => connection.Use(DeleteAll).Bind(1, calendar.Value).Run();

    public static ImmutableArray<Share> List(Connection connection, Calendar calendar)
    {
        var shares = ImmutableArray.CreateBuilder<Share>();
        using Statement rows = connection.Use(Select).Bind(1, calendar.Id.Value);
        while (rows.Step())
            shares.Add(new Share(
                calendar.Id, calendar.OwnerId, new UserId(rows.Integer(0)), (Permission)rows.Integer(1), rows.Instant(2)));
        return shares.DrainToImmutable();
    }

    public static ImmutableArray<CalendarId> ListLinked(Connection connection, UserId grantee)
    {
        var calendars = ImmutableArray.CreateBuilder<CalendarId>();
        using Statement rows = connection.Use(SelectLinked).Bind(1, grantee.Value);
        while (rows.Step()) calendars.Add(new CalendarId(rows.Integer(0)));
        return calendars.DrainToImmutable();
    }
}
