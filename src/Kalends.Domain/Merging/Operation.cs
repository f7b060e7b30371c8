using System.Collections.Immutable;

namespace Kalends.Domain.Merging;

/// <summary>One edit that a device made to one event, as a state to merge.</summary>
/// <param name="Stamp">When and where: also its id.</param>
/// <param name="Previous">The time of the device's operation before this on the same event; 0 for the first.</param>
public sealed record Operation(Stamp Stamp, ulong Previous)
{
    /// <summary>What it writes.</summary>
    public ImmutableArray<PartChange> Changes { get; init; } = [];

    /// <summary>Of a deletion: what the device knew of the event.</summary>
    public Knowledge? Deletes { get; init; }

    /// <summary>The operation as a state.</summary>
    public MergeState ToState()
    {
        var own = Knowledge.Nothing.With(Stamp.Device, new KnownSpan(Previous + 1, Stamp.Time));
        var state = new MergeState { Known = own, Removed = Deletes is { } seen ? seen.Join(own) : Knowledge.Nothing };
        foreach (var change in Changes) state = With(state, change);
        return state;
    }

    private MergeState With(MergeState state, PartChange change)
    {
        var candidate = new Candidate(Stamp, change.Value);
        if (!PartPath.KeepsAll(change.Path)) return state with { Last = state.Last.SetItem(change.Path, candidate) };
        // What has been there since the floor has lost its stamp; whoever names an attendee or the time has seen that.
        state = state with { Gone = state.Gone.SetItem(change.Path, [Stamp.None, .. change.Seen]) };
        return change.Value is null ? state : state with { Many = state.Many.SetItem(change.Path, [candidate]) };
    }
}

/// <summary>A new value of a part.</summary>
/// <param name="Path">See <see cref="PartPath"/>.</param>
/// <param name="Value">Null takes an attendee away, or gives a member back to the master.</param>
public sealed record PartChange(string Path, string? Value)
{
    /// <summary>The stamps of the values that the device saw in its place.</summary>
    public ImmutableArray<Stamp> Seen { get; init; } = [];
}
