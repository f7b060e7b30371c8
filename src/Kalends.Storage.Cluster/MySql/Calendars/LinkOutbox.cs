using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>
/// Carries words of grants from the owner's shard to the grantees'. A word is kept until it was told; told twice, or late, it changes nothing,
/// since a link only follows a greater sequence.
/// </summary>
internal sealed class LinkOutbox(ShardRouter shards, ShardScan scan)
{
    private const int BatchSize = 500;

    private const string Select =
        """
        SELECT owner_id, calendar_id, user_id, sequence, is_granted FROM link_outbox
        WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar
        """;
    private static readonly string SelectSome =
        $"""
        SELECT o.owner_id, o.calendar_id, o.user_id, o.sequence, o.is_granted FROM link_outbox o
        JOIN slots s ON s.slot = o.slot AND s.state NOT IN ({(int)SlotState.Moved}, {(int)SlotState.Incoming}) LIMIT {BatchSize}
        """;
    private const string Drop =
        """
        DELETE FROM link_outbox
        WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar AND user_id = @user AND sequence = @sequence
        """;

    /// <summary>
    /// Tells what there is to tell of one calendar. The grant is stored by now, so a grantee's shard that is down is not the caller's trouble:
    /// the word is told later.
    /// </summary>
    public async Task Tell(UserId owner, CalendarId calendar, CancellationToken cancellation)
    {
        try
        {
            Statement select = Statement.Of(Select, ("@owner", owner.Value), ("@calendar", calendar.Value));
            foreach (Word word in await shards.List(Slot.Of(owner), select, Word.Read, cancellation)) await Tell(word, cancellation);
        }
        catch (StorageException)
        {
            return; // the outbox still has it
        }
    }

    /// <summary>Tells what was left over: background work.</summary>
    public async Task TellAll(CancellationToken cancellation)
    {
        foreach (Word word in await scan.OnPrimaries(Statement.Of(SelectSome), Word.Read, cancellation)) await Tell(word, cancellation);
    }

    private async Task Tell(Word word, CancellationToken cancellation)
    {
        await Links.Follow(shards, new Link(word.Grantee, word.Calendar, word.Sequence, word.IsGranted), cancellation);
        Statement drop = Statement.Of(Drop, ("@owner", word.Owner.Value), ("@calendar", word.Calendar.Value), ("@user", word.Grantee.Value),
            ("@sequence", word.Sequence));
        await shards.Write(ShardKey.Of(word.Owner), transaction => transaction.Run(drop), cancellation);
    }

    /// <summary>What a grantee's shard is to know.</summary>
    private sealed record Word(UserId Owner, CalendarId Calendar, UserId Grantee, long Sequence, bool IsGranted)
    {
        public static Word Read(MySqlDataReader row) => new(
            new UserId(row.GetInt64(0)), new CalendarId(row.GetInt64(1)), new UserId(row.GetInt64(2)), row.GetInt64(3), row.GetInt32(4) != 0);
    }
}
