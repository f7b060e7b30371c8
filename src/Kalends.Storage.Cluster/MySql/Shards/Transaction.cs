using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>Statements that change one slot together.</summary>
internal sealed class Transaction(MySqlConnection connection, MySqlTransaction transaction, Slot slot, CancellationToken cancellation)
{
    /// <summary>How many rows it matched or made.</summary>
    public async Task<int> Run(Statement statement)
    {
        await using var command = statement.On(connection, transaction, slot);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async Task<T?> First<T>(Statement statement, Func<MySqlDataReader, T> read)
    {
        await using var command = statement.On(connection, transaction, slot);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? read(rows) : default;
    }

    public async Task<ImmutableArray<T>> List<T>(Statement statement, Func<MySqlDataReader, T> read)
    {
        await using var command = statement.On(connection, transaction, slot);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAll(read, cancellation);
    }
}

internal static class Rows
{
    public static async Task<ImmutableArray<T>> ReadAll<T>(this MySqlDataReader rows, Func<MySqlDataReader, T> read, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        while (await rows.ReadAsync(cancellation)) found.Add(read(rows));
        return found.DrainToImmutable();
    }
}
