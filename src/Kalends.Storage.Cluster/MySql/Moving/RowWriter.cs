using System.Text;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>Stores rows in a table as they were read from another of the same shape, many at once.</summary>
internal sealed class RowWriter(string table, MySqlConnection connection, MySqlTransaction? transaction)
{
    private const int BatchSize = 100;

    /// <summary>Everything that the reader's present result holds.</summary>
    public async Task Write(MySqlDataReader rows, CancellationToken cancellation)
    {
        string columns = string.Join(", ", Enumerable.Range(0, rows.FieldCount).Select(rows.GetName));
        var batch = new List<object[]>(BatchSize);
        while (await rows.ReadAsync(cancellation))
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            batch.Add(values);
            if (batch.Count < BatchSize) continue;
            await Write(columns, batch, cancellation);
            batch.Clear();
        }
        if (batch.Count > 0) await Write(columns, batch, cancellation);
    }

    private async Task Write(string columns, List<object[]> rows, CancellationToken cancellation)
    {
        var text = new StringBuilder($"REPLACE INTO {table} ({columns}) VALUES ");
        await using var command = new MySqlCommand { Connection = connection, Transaction = transaction };
        foreach (var (n, row) in rows.Index())
        {
            text.Append(n == 0 ? "(" : ", (").AppendJoin(", ", row.Select((_, column) => $"@v{n}_{column}")).Append(')');
            foreach (var (column, value) in row.Index()) command.Parameters.AddWithValue($"@v{n}_{column}", value);
        }
        command.CommandText = text.ToString();
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
