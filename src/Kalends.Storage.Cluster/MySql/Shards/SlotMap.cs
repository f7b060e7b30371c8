using System.Collections.Immutable;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>Which server has each slot, as far as this process knows. A server that was asked wrongly says so.</summary>
internal sealed record SlotMap(ImmutableArray<SlotPlace> Places)
{
    public static SlotMap Unknown { get; } = new([.. Enumerable.Repeat(SlotPlace.Nowhere, SlotRange.Slots)]);

    public SlotPlace this[Slot slot] => Places[slot.Number];
}

/// <summary>A server, and the number of the stay of the slot there: it rises with each move.</summary>
internal sealed record SlotPlace(MySqlServer? Server, long Epoch)
{
    public static SlotPlace Nowhere { get; } = new(null, 0);
}
