using System.Collections.Immutable;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>Collects the first so many of many ordered lists of occurrences, holding no more than that and reading little more.</summary>
internal sealed class FirstOccurrences(int limit)
{
    private static readonly IComparer<Occurrence> LastFirst =
        Comparer<Occurrence>.Create(static (one, other) => OccurrenceOrder.Instance.Compare(other, one));

    private readonly PriorityQueue<Occurrence, Occurrence> kept = new(LastFirst);

    /// <summary>Whether there were more than the limit.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Takes from a list, which is in order, what belongs to the first of all.</summary>
    public void Add(IEnumerable<Occurrence> ordered)
    {
        foreach (var occurrence in ordered)
        {
            if (kept.Count < limit)
            {
                kept.Enqueue(occurrence, occurrence);
                continue;
            }
            HasMore = true;
            if (OccurrenceOrder.Instance.Compare(occurrence, kept.Peek()) >= 0) return;
            kept.EnqueueDequeue(occurrence, occurrence);
        }
    }

    /// <summary>The first of all, in order.</summary>
    public ImmutableArray<Occurrence> InOrder() =>
        [.. kept.UnorderedItems.Select(item => item.Element).Order(OccurrenceOrder.Instance)];
}
