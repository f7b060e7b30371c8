using System.Collections.Immutable;

namespace Kalends.Domain.Merging;

/// <summary>The join of two states.</summary>
public static class Merge
{
    /// <summary>What holds where both are known.</summary>
    public static MergeState Of(MergeState a, MergeState b)
    {
        var known = a.Known.Join(b.Known);
        return new MergeState
        {
            Known = known,
            Removed = a.Removed.Join(b.Removed),
            Last = JoinLast(a.Last, b.Last),
            Many = JoinMany(a, b),
            Gone = JoinGone(a, b, known),
        };
    }

    private static ImmutableSortedDictionary<string, Candidate> JoinLast(
        ImmutableSortedDictionary<string, Candidate> a, ImmutableSortedDictionary<string, Candidate> b)
    {
        var (large, small) = a.Count >= b.Count ? (a, b) : (b, a);
        var joined = large.ToBuilder();
        foreach (var (path, candidate) in small)
            if (!joined.TryGetValue(path, out var other) || candidate.CompareTo(other) > 0) joined[path] = candidate;
        return joined.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<Candidate>> JoinMany(MergeState a, MergeState b)
    {
        var joined = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Candidate>>(StringComparer.Ordinal);
        foreach (var path in a.Many.Keys.Union(b.Many.Keys))
        {
            ImmutableArray<Candidate> kept = [.. Kept(a, b, path).Concat(Kept(b, a, path)).Distinct().Order()];
            kept = [.. kept.GroupBy(candidate => candidate.Stamp).Select(same => same.Max())];
            if (!kept.IsEmpty) joined[path] = kept;
        }
        return joined.ToImmutable();
    }

    /// <summary>What the other side has too, or has never heard of: what it has heard of and does not have, somebody overwrote.</summary>
    private static IEnumerable<Candidate> Kept(MergeState own, MergeState other, string path)
    {
        var others = other.Many.GetValueOrDefault(path, []);
        return own.Many.GetValueOrDefault(path, [])
            .Where(candidate => others.Any(same => same.Stamp == candidate.Stamp) || !other.Knows(path, candidate.Stamp));
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<Stamp>> JoinGone(MergeState a, MergeState b, Knowledge known)
    {
        var joined = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedSet<Stamp>>(StringComparer.Ordinal);
        foreach (var (path, stamps) in a.Gone.Concat(b.Gone))
        {
            var unknown = stamps.Where(stamp => !known.Covers(stamp)).ToImmutableSortedSet();
            if (unknown.IsEmpty) continue;
            joined[path] = joined.TryGetValue(path, out var earlier) ? earlier.Union(unknown) : unknown;
        }
        return joined.ToImmutable();
    }
}
