using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>
/// Changes the grants on one calendar within a transaction at its owner. Each change counts up the calendar's share sequence, and leaves a
/// word for the grantee in the outbox with it.
/// </summary>
internal sealed class Grants(Transaction transaction, UserId owner, CalendarId calendar)
{
    private const string Where = "WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar";
    private const string Count = $"UPDATE calendars SET share_sequence = share_sequence + 1 {Where}";
    private const string Sequence = $"SELECT share_sequence FROM calendars {Where}";
    private const string Insert =
        """
        INSERT IGNORE INTO share_grants (slot, owner_id, calendar_id, user_id, permission, created_at, sequence)
        VALUES (@slot, @owner, @calendar, @user, @permission, @created, @sequence)
        """;
    private const string Update = $"UPDATE share_grants SET permission = @permission, sequence = @sequence {Where} AND user_id = @user";
    private const string Delete = $"DELETE FROM share_grants {Where} AND user_id = @user";
    private const string DeleteAll = $"DELETE FROM share_grants {Where}";
    private const string DeleteFeedLinks = $"DELETE FROM feed_links {Where}";
    private const string SelectAll = $"SELECT user_id, permission, created_at FROM share_grants {Where} ORDER BY user_id";
    private const string Leave =
        """
        REPLACE INTO link_outbox (slot, owner_id, calendar_id, user_id, sequence, is_granted)
        VALUES (@slot, @owner, @calendar, @user, @sequence, @granted)
        """;
    private const string DeleteCalendar = $"DELETE FROM calendars {Where} AND deleted_at IS NOT NULL";

    public static Statement Select(Calendar of) => Statement.Of(SelectAll, ("@owner", of.OwnerId.Value), ("@calendar", of.Id.Value));

    public static Share Read(MySqlDataReader row, Calendar of) =>
        new(of.Id, of.OwnerId, new UserId(row.GetInt64(0)), (Permission)row.GetInt32(1), row.Instant(2));

    /// <summary>Whether the grant is new. Nothing is granted on a calendar that is not there.</summary>
    public async Task<bool> Put(Share share)
    {
        if (await CountUp() is not { } sequence) return false;
        (string, object?)[] grant =
            [("@user", share.UserId.Value), ("@permission", (int)share.Permission), ("@created", share.CreatedAt.ToUnixTimeSeconds()), ("@sequence", sequence)];
        bool isNew = await Run(Insert, grant) == 1;
        if (!isNew) await Run(Update, grant);
        await LeaveWord(share.UserId.Value, sequence, isGranted: true);
        return isNew;
    }

    /// <summary>Whether there was a grant.</summary>
    public async Task<bool> Remove(UserId grantee)
    {
        if (await CountUp() is not { } sequence || await Run(Delete, ("@user", grantee.Value)) == 0) return false;
        await LeaveWord(grantee.Value, sequence, isGranted: false);
        return true;
    }

    /// <summary>Forgets the calendar, if it is in the trash, and every grant and feed link on it; true also where it is gone already.</summary>
    public async Task<bool> ForgetCalendar()
    {
        if (await CountUp() is not { } sequence) return true;
        if (await Run(DeleteCalendar) == 0) return false;
        var grantees = await transaction.List(With(SelectAll), static row => row.GetInt64(0));
        await Run(DeleteAll);
        await Run(DeleteFeedLinks);
        foreach (long grantee in grantees) await LeaveWord(grantee, sequence, isGranted: false);
        return true;
    }

    /// <summary>The next sequence; it also makes changes of one calendar wait for each other. Null where there is no calendar.</summary>
    private async Task<long?> CountUp() =>
        await Run(Count) == 1 ? await transaction.First(With(Sequence), static row => row.GetInt64(0)) : null;

    private Task<int> LeaveWord(long grantee, long sequence, bool isGranted) =>
        Run(Leave, ("@user", grantee), ("@sequence", sequence), ("@granted", isGranted));

    private Task<int> Run(string text, params ReadOnlySpan<(string Name, object? Value)> values) => transaction.Run(With(text, values));

    private Statement With(string text, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Statement.Of(text, [("@owner", owner.Value), ("@calendar", calendar.Value), .. values]);
}
