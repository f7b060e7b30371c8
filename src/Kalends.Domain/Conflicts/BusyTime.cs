using System.Collections.Immutable;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Conflicts;

/// <summary>
/// What a user's busy occurrences add up to. Those that are not busy, and those of no length, take no time; whose invitation the user
/// has declined is for the caller to leave out.
/// </summary>
public static class BusyTime
{
    /// <summary>The time taken, in order; overlapping and adjacent occurrences make one span.</summary>
    /// <param name="ordered">In the order of occurrences.</param>
    public static ImmutableArray<BusySpan> Merge(IEnumerable<Occurrence> ordered)
    {
        var spans = ImmutableArray.CreateBuilder<BusySpan>();
        foreach (var occurrence in ordered)
        {
            if (!TakesTime(occurrence)) continue;
            var (start, end) = (occurrence.Times.Start, occurrence.Times.End);
            if (spans.Count == 0 || spans[^1].End < start) spans.Add(new BusySpan(start, end));
            else if (spans[^1].End < end) spans[^1] = spans[^1] with { End = end };
        }
        return spans.ToImmutable();
    }

    /// <summary>
    /// Every pair that shares time, by the start of what they share. Lazy, since n occurrences can make n² pairs: stop reading where
    /// enough is enough.
    /// </summary>
    /// <param name="ordered">Occurrences with whatever belongs to them, in the order of occurrences.</param>
    /// <param name="of">The occurrence of an item.</param>
    public static IEnumerable<Conflict<T>> Conflicts<T>(IEnumerable<T> ordered, Func<T, Occurrence> of)
    {
        var open = new List<T>();
        foreach (var item in ordered)
        {
            var occurrence = of(item);
            if (!TakesTime(occurrence)) continue;
            var (start, end) = (occurrence.Times.Start, occurrence.Times.End);
            open.RemoveAll(earlier => of(earlier).Times.EndSeconds <= occurrence.Times.StartSeconds);
            foreach (var earlier in open)
                yield return new Conflict<T>(new BusySpan(start, Instant.Min(of(earlier).Times.End, end)), earlier, item);
            open.Add(item);
        }
    }

    private static bool TakesTime(Occurrence occurrence) => occurrence.IsBusy && occurrence.Times.StartSeconds < occurrence.Times.EndSeconds;
}
