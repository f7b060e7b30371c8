using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>A range of a calendar, to be answered exactly, wherever it lies.</summary>
/// <param name="Calendar">Whose zone places whole days.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record RangeQuery(Calendar Calendar, Instant From, Instant To)
{
    /// <summary>Continue behind this one.</summary>
    public OccurrenceKey? After { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether cancelled ones are wanted too.</summary>
    public bool WithCancelled { get; init; }
}

/// <summary>Part of a range.</summary>
/// <param name="Items">In order.</param>
/// <param name="HasMore">Whether items follow.</param>
/// <param name="Sequence">The calendar's sequence that this shows.</param>
internal sealed record RangePage(ImmutableArray<Occurrence> Items, bool HasMore, long Sequence);
