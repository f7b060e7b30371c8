using NodaTime;

namespace Kalends.Recurrence.Timelines;

/// <summary>Occurrences in windows of time, and their order: by start, then by original start.</summary>
internal static class Window
{
    private static readonly Duration MostDisorder = Duration.FromDays(2);

    internal static bool Overlaps(Occurrence occurrence, Instant from, Instant to) =>
        occurrence.Start < to && (occurrence.End > from || occurrence.End == occurrence.Start && occurrence.Start >= from);

    internal static int Compare(Occurrence one, Occurrence other)
    {
        var byStart = one.Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : one.Original.Start.CompareTo(other.Original.Start);
    }

    /// <summary>An instant moved, but not out of the range of time.</summary>
    internal static Instant Plus(Instant instant, Duration duration)
    {
        if (duration < Duration.Zero)
            return instant - Instant.MinValue > -duration ? instant + duration : Instant.MinValue;
        return Instant.MaxValue - instant > duration ? instant + duration : Instant.MaxValue;
    }

    /// <summary>Puts in order what clock changes have put out of it: instances shifted in wall-clock time, over a gap for instance.</summary>
    internal static IEnumerable<Occurrence> Ordered(IEnumerable<Occurrence> occurrences)
    {
        var waiting = new SortedSet<Occurrence>(Comparer<Occurrence>.Create(Compare));
        foreach (var occurrence in occurrences)
        {
            waiting.Add(occurrence);
            while (waiting.Min is { } next && next.Start < occurrence.Start - MostDisorder)
            {
                waiting.Remove(next);
                yield return next;
            }
        }
        foreach (var occurrence in waiting)
            yield return occurrence;
    }

    /// <summary>Merges sequences that are in order.</summary>
    internal static IEnumerable<Occurrence> Merged(IEnumerable<IEnumerable<Occurrence>> sequences)
    {
        var heads = new List<IEnumerator<Occurrence>>();
        try
        {
            foreach (var sequence in sequences)
            {
                heads.Add(sequence.GetEnumerator());
                if (!heads[^1].MoveNext())
                    Drop(heads, heads.Count - 1);
            }
            while (heads.Count > 0)
            {
                var next = Earliest(heads);
                yield return heads[next].Current;
                if (!heads[next].MoveNext())
                    Drop(heads, next);
            }
        }
        finally
        {
            foreach (var head in heads)
                head.Dispose();
        }
    }

    private static int Earliest(List<IEnumerator<Occurrence>> heads)
    {
        var earliest = 0;
        for (var i = 1; i < heads.Count; i++)
        {
            if (Compare(heads[i].Current, heads[earliest].Current) < 0)
                earliest = i;
        }
        return earliest;
    }

    private static void Drop(List<IEnumerator<Occurrence>> heads, int index)
    {
        heads[index].Dispose();
        heads.RemoveAt(index);
    }
}
