using Kalends.Domain.Time;

namespace Kalends.Domain.Occurrences;

/// <summary>From occurrences back to the recurrence ids under which events keep overrides and answers.</summary>
public static class OriginalStarts
{
    /// <summary>The occurrence's recurrence id, in the master's zone.</summary>
    public static EventTime OriginalStart(this Occurrence occurrence, DomainRules rules) => occurrence.Face.OriginalZone is { } zone
        ? WallClock.MomentAt(rules, occurrence.Times.Original, zone)
        : new EventTime.Day(occurrence.Times.Original.WithOffset(occurrence.Times.OriginalOffset).Date);
}
