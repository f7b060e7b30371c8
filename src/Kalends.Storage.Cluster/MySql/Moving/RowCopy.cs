using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>Copies rows as they are from one server to the other.</summary>
internal sealed class RowCopy(MoveEnd source, MoveEnd target)
{
    private const int AtOnce = 8, MostAttempts = 10;

    /// <summary>All rows of some slots, into a place that is empty or holds older copies of some of them.</summary>
    public async Task Slots(SlotRange slots, CancellationToken cancellation)
    {
        await using MySqlConnection from = await source.Open(cancellation), to = await target.Open(cancellation);
        foreach (MovedTable table in MovedTable.All)
        {
            Statement select = Statement.Of(
                $"SELECT * FROM {table.Name} WHERE slot BETWEEN @from AND @to", ("@from", slots.First), ("@to", slots.Last));
            await using var command = select.On(from, null, null);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            await new RowWriter(table.Name, to, null).Write(rows, cancellation);
        }
    }

    /// <summary>All rows of the keys, in place of those the target has.</summary>
    public Task Keys(ImmutableArray<ShardKey> keys, CancellationToken cancellation) => Parallel.ForEachAsync(
        keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (key, stop) => await Key(key, stop));

    private async Task Key(ShardKey key, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await KeyOnce(key, cancellation);
                return;
            }
            catch (MySqlException failure) when (Failures.MeansRolledBack(failure) && attempt < MostAttempts)
            {
                continue; // another key was in the way
            }
        }
    }

    private async Task KeyOnce(ShardKey key, CancellationToken cancellation)
    {
        MovedTable[] tables = [.. MovedTable.All.Where(table => table.Kind == key.Kind)];
        await using MySqlConnection from = await source.Open(cancellation), to = await target.Open(cancellation);
        await using var transaction = await to.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        await using (var delete = Each(tables, "DELETE FROM", key).On(to, transaction, key.Slot)) await delete.ExecuteNonQueryAsync(cancellation);
        await using (var select = Each(tables, "SELECT * FROM", key).On(from, null, key.Slot))
        {
            await using var rows = await select.ExecuteReaderAsync(cancellation);
            foreach (MovedTable table in tables)
            {
                await new RowWriter(table.Name, to, transaction).Write(rows, cancellation);
                await rows.NextResultAsync(cancellation);
            }
        }
        await transaction.CommitAsync(cancellation);
    }

    private static Statement Each(MovedTable[] tables, string verb, ShardKey key) => Statement.Of(
        string.Join("; ", tables.Select(table => $"{verb} {table.Name} WHERE slot = @slot AND {table.KeyColumn} = @key")), ("@key", Typed(key)));

    // A number compared with a text would not be looked up by the index.
    private static object Typed(ShardKey key) =>
        key.Kind is ShardKeyKind.User or ShardKeyKind.Calendar ? long.Parse(key.Text, CultureInfo.InvariantCulture) : key.Text;
}
