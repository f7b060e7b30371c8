using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>What a grantee's shard knows of grants elsewhere.</summary>
internal static class Links
{
    private const string Put =
        """
        INSERT INTO calendar_links (slot, user_id, calendar_id, sequence, is_granted, told_at)
        VALUES (@slot, @user, @calendar, @sequence, @granted, UNIX_TIMESTAMP())
        ON DUPLICATE KEY UPDATE
            is_granted = IF(VALUES(sequence) > sequence, VALUES(is_granted), is_granted),
            told_at = IF(VALUES(sequence) > sequence, VALUES(told_at), told_at),
            sequence = GREATEST(sequence, VALUES(sequence))
        """;
    private const string Known = "SELECT sequence FROM calendar_links WHERE slot = @slot AND user_id = @user AND calendar_id = @calendar";
    private const string Select =
        "SELECT calendar_id FROM calendar_links WHERE slot = @slot AND user_id = @user AND is_granted = 1 ORDER BY calendar_id";

    public static Task<ImmutableArray<CalendarId>> List(ShardRouter shards, UserId grantee, CancellationToken cancellation) =>
        shards.List(Slot.Of(grantee), Statement.Of(Select, ("@user", grantee.Value)), static row => new CalendarId(row.GetInt64(0)), cancellation);

    /// <summary>Follows a word, unless a later one was heard.</summary>
    public static Task Follow(ShardRouter shards, Link link, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(link.Grantee), transaction => transaction.Run(Statement.Of(Put, ("@user", link.Grantee.Value),
            ("@calendar", link.Calendar.Value), ("@sequence", link.Sequence), ("@granted", link.IsGranted))), cancellation);

    /// <summary>Whether the word, or a later one, was heard.</summary>
    public static async Task<bool> Knows(ShardRouter shards, Link link, CancellationToken cancellation) =>
        await shards.First(Slot.Of(link.Grantee), Statement.Of(Known, ("@user", link.Grantee.Value), ("@calendar", link.Calendar.Value)),
            static row => row.GetInt64(0), cancellation) >= link.Sequence;
}

/// <summary>That a calendar was, or is no longer, granted to a user, by the calendar's share sequence.</summary>
internal sealed record Link(UserId Grantee, CalendarId Calendar, long Sequence, bool IsGranted);
