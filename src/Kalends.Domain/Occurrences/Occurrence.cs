using Kalends.Domain.Events;

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
