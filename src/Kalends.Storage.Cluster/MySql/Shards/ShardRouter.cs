using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Brings each read and each transaction to the one server that has its slot. The server itself says whether it has, in the same
/// conversation: a read counts if the slot was there after it, a transaction holds the slot's row until it ends. So a process whose map
/// is old, or that was paused for an hour, reads nothing stale and writes nothing where it is lost.
/// </summary>
internal sealed class ShardRouter(SlotMaps maps, TimeProvider clock)
{
    private const string AskAfterwards = "; SELECT epoch, state, @@global.read_only FROM slots WHERE slot = @slot";
    private static readonly Statement Hold = Statement.Of(
        "SELECT epoch, state, @@global.read_only FROM slots WHERE slot = @slot LOCK IN SHARE MODE");
    private const string NoteChange = "INSERT IGNORE INTO slot_changes (slot, kind, shard_key) VALUES (@slot, @kind, @key)";

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> First<T>(Slot slot, Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation) =>
        Read(slot, statement, async rows => await rows.ReadAsync(cancellation) ? read(rows) : default, cancellation);

    public Task<ImmutableArray<T>> List<T>(Slot slot, Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation) =>
        Read(slot, statement, rows => rows.ReadAll(read, cancellation), cancellation);

    /// <summary>One transaction on the rows of one key.</summary>
    public Task<T> Write<T>(ShardKey key, Func<Transaction, Task<T>> work, CancellationToken cancellation) => Write([key], work, cancellation);

    /// <summary>One transaction on the rows of keys that lie in one slot. It may be run again, if it was undone.</summary>
    public Task<T> Write<T>(ImmutableArray<ShardKey> keys, Func<Transaction, Task<T>> work, CancellationToken cancellation) =>
        Write(keys[0].Slot, async (transaction, state) =>
        {
            if (state.NotesChanges()) await Note(transaction, keys);
            return await work(transaction);
        }, cancellation);

    /// <summary>
    /// One statement of background work on a slot that is not being moved; 0 where it is. What it deletes need not follow a slot that moves.
    /// </summary>
    public Task<int> WriteQuietly(Slot slot, Statement statement, CancellationToken cancellation) =>
        Write(slot, (transaction, state) => state.NotesChanges() ? Task.FromResult(0) : transaction.Run(statement), cancellation);

    private Task<T> Write<T>(Slot slot, Func<Transaction, SlotState, Task<T>> work, CancellationToken cancellation) =>
        Attempt(slot, async place =>
        {
            await using var connection = await place.Server!.Open(cancellation);
            await using var open = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellation);
            var transaction = new Transaction(connection, open, slot, cancellation);
            Answer answer = await transaction.First(Hold, Answer.Read) ?? throw NotHere();
            T result = await work(transaction, answer.Check(place, SlotStates.IsWritable));
            await Commit(open);
            return result;
        }, cancellation);

    private async Task<T> Read<T>(Slot slot, Statement statement, Func<MySqlDataReader, Task<T>> read, CancellationToken cancellation) =>
        await Attempt(slot, async place =>
        {
            await using var connection = await place.Server!.Open(cancellation);
            await using var command = (statement with { Text = statement.Text + AskAfterwards }).On(connection, null, slot);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            T result = await read(rows);
            await rows.NextResultAsync(cancellation);
            if (!await rows.ReadAsync(cancellation)) throw NotHere();
            Answer.Read(rows).Check(place, SlotStates.IsReadable);
            return result;
        }, cancellation);

    private async Task<T> Attempt<T>(Slot slot, Func<SlotPlace, Task<T>> attempt, CancellationToken cancellation)
    {
        var patience = new Patience(clock);
        while (true)
        {
            SlotPlace place = maps.Current[slot];
            try
            {
                return await attempt(place.Server is null ? throw NotHere() : place);
            }
            catch (Exception failure) when (Failures.MayPass(failure) && !patience.IsOver)
            {
                if (place.Server is not null && Failures.OutdatesConnections(failure)) await place.Server.Forget();
                await patience.Wait(cancellation);
                if (failure is MisroutedException) await maps.Refresh(cancellation);
            }
            catch (Exception failure) when (failure is MySqlException or MisroutedException or IOException or System.Net.Sockets.SocketException)
            {
                throw new StorageException($"MySQL server {place.Server?.Name ?? "of slot " + slot.Number} cannot be used now.", failure);
            }
        }
    }

    private static async Task Note(Transaction transaction, ImmutableArray<ShardKey> keys)
    {
        foreach (ShardKey key in keys) await transaction.Run(Statement.Of(NoteChange, ("@kind", (int)key.Kind), ("@key", key.Text)));
    }

    private static async Task Commit(MySqlTransaction open)
    {
        try
        {
            await open.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure) when (!Failures.MeansRolledBack(failure))
        {
            throw new StorageException("A MySQL server broke off during a commit; the write may or may not be stored.", failure);
        }
    }

    private static MisroutedException NotHere() => new("The server knows nothing of the slot.");

    /// <summary>What a server says about a slot.</summary>
    private sealed record Answer(long Epoch, SlotState State, bool IsReadOnly)
    {
        public static Answer Read(MySqlDataReader row) => new(row.GetInt64(0), (SlotState)row.GetInt32(1), row.GetInt64(2) != 0);

        /// <summary>A server that is read-only is a replica that may lag, reached in place of its primary.</summary>
        public SlotState Check(SlotPlace asked, Func<SlotState, bool> serves) => (this, IsReadOnly) switch
        {
            (_, true) => throw new MisroutedException("The server is read-only: it is not the primary.", isReplica: true),
            _ when Epoch != asked.Epoch || !serves(State) => throw new MisroutedException($"The server has the slot as {State}, epoch {Epoch}."),
            _ => State,
        };
    }
}
