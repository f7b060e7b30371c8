using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>One dated instance of an event.</summary>
/// <param name="Id">Stable across regenerations.</param>
/// <param name="EventId">The event it is of.</param>
/// <param name="Times">When.</param>
/// <param name="Face">Everything else, shared with its siblings.</param>
public sealed record Occurrence(OccurrenceId Id, EventId EventId, OccurrenceTimes Times, Face Face)
{
    /// <summary>Whether it takes up its owner's time.</summary>
    public bool IsBusy => Face.Status != EventStatus.Cancelled && Face.Transparency == Transparency.Opaque;
}

/// <summary>
/// When an occurrence is, resolved: instants in whole seconds with the offsets in force, so that the wall time is an addition away.
/// Whole days run from midnight to midnight in the calendar's zone.
/// </summary>
/// <param name="Start">Inclusive.</param>
/// <param name="End">Exclusive; may equal <paramref name="Start"/>.</param>
/// <param name="StartOffset">Of the zone the start is shown in.</param>
/// <param name="EndOffset">Of the zone the end is shown in.</param>
/// <param name="Original">The recurrence id as an instant; for single events the start.</param>
/// <param name="OriginalOffset">Of the master's zone at <paramref name="Original"/>.</param>
public readonly record struct OccurrenceTimes(
    Instant Start, Instant End, Offset StartOffset, Offset EndOffset, Instant Original, Offset OriginalOffset)
{
    /// <summary>Whether it shares time with [from, to): an empty one lies in it when from &lt;= start &lt; to.</summary>
    public bool Overlaps(Instant from, Instant to) => Start < to && (End > from || (Start == End && Start >= from));
}
