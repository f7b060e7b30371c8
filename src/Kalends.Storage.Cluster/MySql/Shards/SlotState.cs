namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>What a server has to do with a slot. Kept in rows: never renumber.</summary>
internal enum SlotState
{
    /// <summary>It has the slot.</summary>
    Open = 0,

    /// <summary>It has the slot, and notes which keys change: the slot is being copied to another server.</summary>
    Moving = 1,

    /// <summary>It has the slot and takes no writes, for a moment.</summary>
    Fenced = 2,

    /// <summary>Another server has the slot; what lies here is old.</summary>
    Moved = 3,

    /// <summary>A copy is being made here.</summary>
    Incoming = 4,

    /// <summary>It has the slot, and notes which keys change: what came is being compared with what was sent.</summary>
    Settling = 5,
}

internal static class SlotStates
{
    public static bool IsReadable(this SlotState state) => state is SlotState.Fenced || state.IsWritable();

    public static bool IsWritable(this SlotState state) => state is SlotState.Open || state.NotesChanges();

    public static bool NotesChanges(this SlotState state) => state is SlotState.Moving or SlotState.Settling;
}
