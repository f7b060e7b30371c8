using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>
/// Compares, row by row, what was sent, which no longer changes, with what came; but for keys that have been changed since where they are
/// now.
/// </summary>
internal sealed class CopyCheck(MoveEnd source, MoveEnd target)
{
    private const string In = "slot BETWEEN @from AND @to";

    /// <summary>How many keys were compared; throws at the first that differ.</summary>
    public async Task<long> Run(SlotRange slots, CancellationToken cancellation)
    {
        long compared = 0;
        foreach (MovedTable table in MovedTable.All)
        {
            var sent = await Digest(source, table, slots, cancellation);
            var came = await Digest(target, table, slots, cancellation);
            var different = sent.Keys.Union(came.Keys).Where(key => sent.GetValueOrDefault(key) != came.GetValueOrDefault(key)).ToList();
            if (different.Count > 0 && await IsUnexplained(table, slots, different, cancellation))
                throw new StorageException($"Rows of {table.Name} in slots {slots} differ after the move. The rows at {source.Name} are kept.");
            compared += sent.Count;
        }
        return compared;
    }

    /// <summary>By key, the sum of the hashes of its rows: whatever order they come in.</summary>
    private static async Task<Dictionary<string, UInt128>> Digest(MoveEnd end, MovedTable table, SlotRange slots, CancellationToken cancellation)
    {
        var sums = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        Statement select = Statement.Of($"SELECT {table.KeyColumn}, t.* FROM {table.Name} t WHERE {In}", Values(slots));
        await using MySqlConnection connection = await end.Open(cancellation);
        await using var command = select.On(connection, null, null);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            string key = Text(rows.GetValue(0));
            sums[key] = unchecked(sums.GetValueOrDefault(key) + Hash(rows));
        }
        return sums;
    }

    private async Task<bool> IsUnexplained(MovedTable table, SlotRange slots, List<string> keys, CancellationToken cancellation)
    {
        var changed = await target.List(
            Statement.Of($"SELECT shard_key FROM slot_changes WHERE {In} AND kind = @kind", [.. Values(slots), ("@kind", (int)table.Kind)]),
            static row => row.GetString(0), cancellation);
        return keys.Except(changed, StringComparer.Ordinal).Any();
    }

    private static (string, object?)[] Values(SlotRange slots) => [("@from", slots.First), ("@to", slots.Last)];

    private static UInt128 Hash(MySqlDataReader row)
    {
        var text = new StringBuilder();
        for (int column = 1; column < row.FieldCount; column++)
            text.Append(row.IsDBNull(column) ? "-" : Text(row.GetValue(column))).Append('\n');
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
