namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>States in at most 32 bytes each, in tables that grow one by one: there are too many for a set that copies all of itself to grow.</summary>
internal sealed class StateSet
{
    private const int TableBits = 8, FirstCapacity = 64;
    private readonly UInt128[][] tables = [.. Enumerable.Range(0, 1 << TableBits).Select(_ => new UInt128[FirstCapacity])];
    private readonly int[] counts = new int[1 << TableBits];

    internal long Count { get; private set; }

    /// <summary>Whether it is new.</summary>
    internal bool Add(ModelState state)
    {
        var stored = state.Key + 1; // an empty place is 0
        var hash = Hash(stored);
        var table = (int)(hash >> (64 - TableBits));
        if (!Put(tables[table], stored, hash)) return false;
        Count++;
        if (++counts[table] > tables[table].Length / 4 * 3) Grow(table);
        return true;
    }

    private void Grow(int table)
    {
        var larger = new UInt128[tables[table].Length * 3 / 2];
        foreach (var stored in tables[table])
            if (stored != 0) Put(larger, stored, Hash(stored));
        tables[table] = larger;
    }

    private static bool Put(UInt128[] places, UInt128 stored, ulong hash)
    {
        for (var at = (int)((uint)hash % (uint)places.Length); ; at = at + 1 == places.Length ? 0 : at + 1)
        {
            if (places[at] == stored) return false;
            if (places[at] != 0) continue;
            places[at] = stored;
            return true;
        }
    }

    /// <summary>The upper half is of use for the table, the lower for the place in it.</summary>
    private static ulong Hash(UInt128 stored)
    {
        var mixed = ((ulong)stored * 0x9E3779B97F4A7C15) ^ (ulong.RotateLeft((ulong)(stored >> 64), 29) * 0xC2B2AE3D27D4EB4F);
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }
}
