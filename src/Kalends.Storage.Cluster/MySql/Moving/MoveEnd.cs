using System.Collections.Immutable;
using System.Globalization;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>One of the two servers of a move, asked without the map: the move is what changes it.</summary>
internal sealed class MoveEnd(MySqlServer server, SlotRange range)
{
    private const int MostAttempts = 10;

    public string Name => server.Name;

    public SlotRange Range => range;

    /// <summary>Runs a statement, which may name <c>@first</c> and <c>@last</c>, and says how many rows it matched.</summary>
    public async Task<int> Run(Statement statement, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await server.Open(cancellation);
        await using var command = WithRange(statement).On(connection, null, null);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await command.ExecuteNonQueryAsync(cancellation);
            }
            catch (MySqlException failure) when (Failures.MeansRolledBack(failure) && attempt < MostAttempts)
            {
                continue; // a writer was in the way
            }
        }
    }

    public async Task<ImmutableArray<T>> List<T>(Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await server.Open(cancellation);
        await using var command = WithRange(statement).On(connection, null, null);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAll(read, cancellation);
    }

    /// <summary>
    /// Runs a statement in a transaction that is kept only if it matched every slot of the range. Whoever holds one of them is waited for,
    /// but not for long: others wait behind.
    /// </summary>
    public async Task<bool> TryChangeAll(Statement statement, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await server.OpenAlone(cancellation);
        await using (var limit = new MySqlCommand("SET SESSION innodb_lock_wait_timeout = 1", connection))
            await limit.ExecuteNonQueryAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using var command = WithRange(statement).On(connection, transaction, null);
            if (await command.ExecuteNonQueryAsync(cancellation) != range.Last - range.First + 1) return false;
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (MySqlException failure) when (failure.ErrorCode is MySqlErrorCode.LockWaitTimeout or MySqlErrorCode.LockDeadlock)
        {
            return false;
        }
    }

    public ValueTask<MySqlConnection> Open(CancellationToken cancellation) => server.Open(cancellation);

    public Task<ImmutableArray<SlotRow>> ReadSlots(CancellationToken cancellation) => List(
        Statement.Of($"SELECT {SlotRow.Columns} FROM slots WHERE slot BETWEEN @first AND @last ORDER BY slot"), SlotRow.Read, cancellation);

    public Task<ImmutableArray<ShardKey>> ReadChanges(int limit, CancellationToken cancellation) => List(
        Statement.Of("SELECT slot, kind, shard_key FROM slot_changes WHERE slot BETWEEN @first AND @last LIMIT @limit", ("@limit", limit)),
        static row => new ShardKey(new Slot(row.GetInt32(0)), (ShardKeyKind)row.GetInt32(1), row.GetString(2)), cancellation);

    public async Task ForgetChanges(ImmutableArray<ShardKey> keys, CancellationToken cancellation)
    {
        if (keys.IsEmpty) return;
        var rows = keys.Select((_, n) => $"(@s{n}, @k{n}, @t{n})");
        Statement delete = Statement.Of($"DELETE FROM slot_changes WHERE (slot, kind, shard_key) IN ({string.Join(", ", rows)})",
            [.. keys.SelectMany((key, n) => new (string, object?)[] { ($"@s{n}", key.Slot.Number), ($"@k{n}", (int)key.Kind), ($"@t{n}", key.Text) })]);
        await Run(delete, cancellation);
    }

    /// <summary>Makes ready for slots that another server has.</summary>
    public async Task Expect(ImmutableArray<SlotRow> rows, string from, CancellationToken cancellation)
    {
        var values = rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"({row.Slot.Number}, {row.Epoch + 1}, @incoming, @peer)"));
        await Run(Statement.Of($"REPLACE INTO slots (slot, epoch, state, peer) VALUES {string.Join(", ", values)}",
            ("@incoming", (int)SlotState.Incoming), ("@peer", from)), cancellation);
    }

    private Statement WithRange(Statement statement) =>
        statement with { Values = statement.Values.AddRange(("@first", range.First), ("@last", range.Last)) };
}
