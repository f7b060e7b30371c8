using System.Collections.Immutable;

namespace Kalends.Domain.Merging;

/// <summary>
/// What one replica holds of one event, or a part of it: an operation is the state that changes only what it names. States merge in any
/// order, any grouping and any number of times to the same (a join of a semilattice).
/// </summary>
public sealed record MergeState
{
    /// <summary>The writes that are in it.</summary>
    public Knowledge Known { get; init; } = Knowledge.Nothing;

    /// <summary>The writes that a deletion has seen. A write beyond it brings the event back: an edit wins over a deletion.</summary>
    public Knowledge Removed { get; init; } = Knowledge.Nothing;

    /// <summary>Parts that keep their last value.</summary>
    public ImmutableSortedDictionary<string, Candidate> Last { get; init; } =
        ImmutableSortedDictionary.Create<string, Candidate>(StringComparer.Ordinal);

    /// <summary>Parts that keep every value which nobody has overwritten, by stamp.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Candidate>> Many { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Candidate>>(StringComparer.Ordinal);

    /// <summary>What an operation overwrites in <see cref="Many"/>, until the overwritten is known itself.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<Stamp>> Gone { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<Stamp>>(StringComparer.Ordinal);

    /// <summary>Whether the event is not deleted.</summary>
    public bool IsAlive => !Removed.Contains(Known);

    /// <summary>The value that counts, or null where the part is not there.</summary>
    public Candidate? Winner(string path)
    {
        if (Many.TryGetValue(path, out var all)) return all[^1];
        return Last.TryGetValue(path, out var last) ? last : null;
    }

    internal bool Knows(string path, Stamp stamp) =>
        Known.Covers(stamp) || (Gone.TryGetValue(path, out var gone) && gone.Contains(stamp));
}
