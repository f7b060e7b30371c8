using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Forgets what is too old, server by server and slot by slot. A slot that is being moved is left for the next sweep: what goes here
/// unnoted would be missed there.
/// </summary>
internal sealed class SlotSweep(ShardScan scan, ShardRouter shards)
{
    private const int BatchSize = 1000;

    public async Task Run(SweptTable table, Instant before, CancellationToken cancellation)
    {
        (string, object?) old = ("@before", before.ToUnixTimeSeconds());
        Statement find = Statement.Of(
            $"""
            SELECT DISTINCT t.slot FROM {table.Name} t JOIN slots s ON s.slot = t.slot AND s.state = {(int)SlotState.Open}
            WHERE t.{table.Time} < @before AND {table.Condition}
            """, old);
        Statement delete = Statement.Of($"DELETE FROM {table.Name} WHERE slot = @slot AND {table.Time} < @before AND {table.Condition} LIMIT {BatchSize}", old);
        foreach (int slot in await scan.OnPrimaries(find, static row => row.GetInt32(0), cancellation))
            while (await shards.WriteQuietly(new Slot(slot), delete, cancellation) == BatchSize) cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>A table whose rows get old by a column, and which of them.</summary>
internal sealed record SweptTable(string Name, string Time, string Condition = "TRUE");
