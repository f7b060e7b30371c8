using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>Who owns a calendar, by its id.</summary>
internal sealed class CalendarDirectory(ShardRouter shards)
{
    private const string Insert = "INSERT IGNORE INTO calendar_directory (slot, calendar_id, owner_id) VALUES (@slot, @calendar, @owner)";
    private const string Select = "SELECT owner_id FROM calendar_directory WHERE slot = @slot AND calendar_id = @calendar";
    private const string Delete = "DELETE FROM calendar_directory WHERE slot = @slot AND calendar_id = @calendar AND owner_id = @owner";

    public Task<bool> List(Calendar calendar, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(calendar.Id), transaction => List(transaction, calendar), cancellation);

    public Task Unlist(Calendar calendar, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(calendar.Id), transaction => transaction.Run(With(Delete, calendar)), cancellation);

    /// <summary>Whether the calendar is listed for its owner, now or before.</summary>
    public static async Task<bool> List(Transaction transaction, Calendar calendar) =>
        await transaction.Run(With(Insert, calendar)) == 1
            || await transaction.First(Statement.Of(Select, ("@calendar", calendar.Id.Value)), static row => row.GetInt64(0)) == calendar.OwnerId.Value;

    private static Statement With(string text, Calendar calendar) =>
        Statement.Of(text, ("@calendar", calendar.Id.Value), ("@owner", calendar.OwnerId.Value));
}
