using System.Collections.Immutable;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>
/// Moves slots while they are in use: copy, catch up, fence, switch, compare, sweep. It can be broken off anywhere and run again: until the
/// source says "moved" the slots are there, from then on they are at the target. A fence that nobody ends is over after its time.
/// </summary>
internal sealed class SlotMove(MoveEnd source, MoveEnd target, Action<string> tell)
{
    private const int FenceMilliseconds = 1500;
    private const int BatchSize = 500, FewChanges = 50, MostFences = 100, SlotsAtOnce = 32;
    private const string Now = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    private const string InRange = "slot BETWEEN @first AND @last";

    private readonly RowCopy copy = new(source, target);

    public async Task Run(CancellationToken cancellation)
    {
        if (!await HasSwitched(cancellation))
        {
            await Begin(cancellation);
            await CopyAll(cancellation);
            await Switch(cancellation);
        }
        await Open(cancellation);
        await Compare(cancellation);
        await Finish(cancellation);
    }

    /// <summary>Whether an earlier run got past the switch.</summary>
    private async Task<bool> HasSwitched(CancellationToken cancellation)
    {
        ImmutableArray<SlotRow> rows = await source.ReadSlots(cancellation);
        if (rows.Length != source.Range.Last - source.Range.First + 1)
            throw new StorageException($"{source.Name} does not have all of the slots {source.Range}.");
        if (rows.All(row => row.State == SlotState.Moved && row.Peer == target.Name)) return true;
        return rows.All(row => row.State.IsReadable()) ? false : throw new StorageException($"{source.Name} does not have all of the slots {source.Range}.");
    }

    private async Task Begin(CancellationToken cancellation)
    {
        ImmutableArray<SlotRow> there = await target.ReadSlots(cancellation);
        if (there.Any(row => row.State.IsReadable())) throw new StorageException($"{target.Name} has some of the slots {target.Range} already.");
        foreach (MovedTable table in MovedTable.All) await Empty(target, table.Name, cancellation);
        await Empty(target, "slot_changes", cancellation);
        await target.Expect(await source.ReadSlots(cancellation), source.Name, cancellation);
        Statement note = Statement.Of($"UPDATE slots SET state = @moving, peer = @target, fence_until = NULL WHERE {InRange} AND state IN (@open, @moving, @fenced, @settling)",
            ("@moving", (int)SlotState.Moving), ("@open", (int)SlotState.Open), ("@fenced", (int)SlotState.Fenced),
            ("@settling", (int)SlotState.Settling), ("@target", target.Name));
        while (!await source.TryChangeAll(note, cancellation)) tell("waiting for a transaction that holds one of the slots");
    }

    private async Task CopyAll(CancellationToken cancellation)
    {
        foreach (SlotRange some in Parts()) await copy.Slots(some, cancellation);
        tell($"copied {source.Range}");
        while (await CatchUp(cancellation) > FewChanges) { tell("catching up"); }
    }

    /// <summary>Takes changed keys off the list, then copies them: who changes one after that puts it on the list again.</summary>
    private async Task<int> CatchUp(CancellationToken cancellation)
    {
        ImmutableArray<ShardKey> changed = await source.ReadChanges(BatchSize, cancellation);
        await source.ForgetChanges(changed, cancellation);
        await copy.Keys(changed, cancellation);
        return changed.Length;
    }

    private async Task Switch(CancellationToken cancellation)
    {
        for (int attempt = 1; attempt <= MostFences; attempt++)
        {
            if (await TrySwitch(cancellation)) return;
            tell($"fence {attempt} was too short; catching up again");
            await source.Run(Statement.Of($"UPDATE slots SET state = @moving WHERE {InRange} AND state = @fenced",
                ("@moving", (int)SlotState.Moving), ("@fenced", (int)SlotState.Fenced)), cancellation);
            while (await CatchUp(cancellation) > FewChanges) { tell("catching up"); }
        }
        throw new StorageException($"The slots {source.Range} change too fast to be moved at once; move fewer.");
    }

    /// <summary>Within the fence nothing changes; the switch counts only if the fence still stood.</summary>
    private async Task<bool> TrySwitch(CancellationToken cancellation)
    {
        Statement fence = Statement.Of($"UPDATE slots SET state = @fenced, fence_until = {Now} + {FenceMilliseconds} WHERE {InRange} AND state = @moving",
            ("@fenced", (int)SlotState.Fenced), ("@moving", (int)SlotState.Moving));
        if (!await source.TryChangeAll(fence, cancellation)) return false;
        while (await CatchUp(cancellation) > 0) cancellation.ThrowIfCancellationRequested();
        return await source.TryChangeAll(Statement.Of(
            $"""
            UPDATE slots SET state = @moved, epoch = epoch + 1, peer = @target, fence_until = NULL
            WHERE {InRange} AND state = @fenced AND fence_until > {Now}
            """, ("@moved", (int)SlotState.Moved), ("@fenced", (int)SlotState.Fenced), ("@target", target.Name)), cancellation);
    }

    private async Task Open(CancellationToken cancellation)
    {
        await target.Run(Statement.Of($"UPDATE slots SET state = @settling WHERE {InRange} AND state = @incoming AND peer = @source",
            ("@settling", (int)SlotState.Settling), ("@incoming", (int)SlotState.Incoming), ("@source", source.Name)), cancellation);
        tell($"{target.Name} has {target.Range} now");
    }

    private async Task Compare(CancellationToken cancellation)
    {
        var check = new CopyCheck(source, target);
        long compared = 0;
        foreach (SlotRange some in Parts()) compared += await check.Run(some, cancellation);
        tell($"compared {compared} keys: they are the same");
    }

    private async Task Finish(CancellationToken cancellation)
    {
        Statement open = Statement.Of($"UPDATE slots SET state = @open, peer = NULL WHERE {InRange} AND state = @settling",
            ("@open", (int)SlotState.Open), ("@settling", (int)SlotState.Settling));
        while (!await target.TryChangeAll(open, cancellation))
            if ((await target.ReadSlots(cancellation)).All(row => row.State == SlotState.Open)) break;
        await Empty(target, "slot_changes", cancellation);
        foreach (MovedTable table in MovedTable.All) await Empty(source, table.Name, cancellation);
        await Empty(source, "slot_changes", cancellation);
        tell($"{source.Name} has forgotten {source.Range}");
    }

    private IEnumerable<SlotRange> Parts()
    {
        for (int first = source.Range.First; first <= source.Range.Last; first += SlotsAtOnce)
            yield return new SlotRange(first, Math.Min(first + SlotsAtOnce - 1, source.Range.Last));
    }

    private static async Task Empty(MoveEnd end, string table, CancellationToken cancellation)
    {
        Statement delete = Statement.Of($"DELETE FROM {table} WHERE {InRange} LIMIT 1000");
        while (await end.Run(delete, cancellation) > 0) cancellation.ThrowIfCancellationRequested();
    }
}
