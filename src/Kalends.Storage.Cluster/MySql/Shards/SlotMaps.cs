using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// This process's map. The servers are the authority, each for itself: the map is what they say together, and is read again when one of
/// them says that it was asked wrongly.
/// </summary>
internal sealed class SlotMaps(ImmutableArray<MySqlServer> servers) : IDisposable
{
    private static readonly Statement ReadAll = Statement.Of($"SELECT {SlotRow.Columns} FROM slots");
    private static readonly Statement OpenWhatCame = Statement.Of(
        "UPDATE slots SET state = @settling WHERE slot = @slot AND state = @incoming AND epoch = @epoch",
        ("@settling", (int)SlotState.Settling), ("@incoming", (int)SlotState.Incoming));

    private static readonly Statement EndFences = Statement.Of(
        "UPDATE slots SET state = @moving WHERE state = @fenced AND fence_until < UNIX_TIMESTAMP(NOW(3)) * 1000",
        ("@moving", (int)SlotState.Moving), ("@fenced", (int)SlotState.Fenced));

    private readonly SemaphoreSlim alone = new(1);
    private SlotMap current = SlotMap.Unknown;
    private long reading;

    public SlotMap Current => Volatile.Read(ref current);

    /// <summary>Reads the map anew; callers that come while it is read share the next reading.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        long before = Interlocked.Read(ref reading);
        await alone.WaitAsync(cancellation);
        try
        {
            if (Interlocked.Read(ref reading) != before) return;
            Interlocked.Increment(ref reading);
            var said = await Task.WhenAll(servers.Select(server => Ask(server, cancellation)));
            await Finish(said, cancellation);
            Volatile.Write(ref current, Merge(said));
        }
        finally
        {
            alone.Release();
        }
    }

    public void Dispose() => alone.Dispose();

    private static async Task<Said> Ask(MySqlServer server, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await server.Open(cancellation);
            await using var command = ReadAll.On(connection, null, null);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            return new Said(server, await rows.ReadAll(SlotRow.Read, cancellation));
        }
        catch (Exception failure) when (Failures.MayPass(failure) || failure is MySqlException)
        {
            return new Said(server, null);
        }
    }

    /// <summary>
    /// A move is decided when its source says "moved". If the mover died just then, whoever reads the map opens the slot at its target; if it
    /// died before, the fence is over after its time.
    /// </summary>
    private static async Task Finish(Said[] said, CancellationToken cancellation)
    {
        var moved = said.SelectMany(one => one.Rows ?? []).Where(row => row.State == SlotState.Moved).ToLookup(row => (row.Slot, row.Epoch));
        foreach (Said target in said.Where(one => one.Rows is not null))
        {
            var left = target.Rows!.Value.Where(row =>
                row.State == SlotState.Incoming && moved[(row.Slot, row.Epoch)].Any(source => source.Peer == target.Server.Name)).ToList();
            bool hasFences = target.Rows!.Value.Any(row => row.State == SlotState.Fenced);
            if (left.Count == 0 && !hasFences) continue;
            await using var connection = await target.Server.Open(cancellation);
            if (hasFences) await using (var end = EndFences.On(connection, null, null)) await end.ExecuteNonQueryAsync(cancellation);
            foreach (SlotRow row in left)
            {
                var open = OpenWhatCame with { Values = OpenWhatCame.Values.Add(("@epoch", row.Epoch)) };
                await using var command = open.On(connection, null, row.Slot);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    /// <summary>Of a server that does not answer, what it said last still holds: its slots are nowhere else.</summary>
    private SlotMap Merge(Said[] said)
    {
        SlotPlace[] places = [.. Enumerable.Repeat(SlotPlace.Nowhere, SlotRange.Slots)];
        var silent = said.Where(one => one.Rows is null).Select(one => one.Server).ToHashSet();
        for (int slot = 0; slot < places.Length; slot++)
            if (Current.Places[slot] is { Server: { } server } last && silent.Contains(server)) places[slot] = last;
        foreach (Said one in said)
            foreach (SlotRow row in one.Rows ?? [])
                if (row.State.IsReadable() && row.Epoch > places[row.Slot.Number].Epoch)
                    places[row.Slot.Number] = new SlotPlace(one.Server, row.Epoch);
        return new SlotMap([.. places]);
    }

    private sealed record Said(MySqlServer Server, ImmutableArray<SlotRow>? Rows);
}
