using NodaTime;

namespace Kalends.Recurrence;

/// <summary>One occurrence on the time line.</summary>
/// <param name="Original">The instance of the series, whose <c>Local</c> is the recurrence id.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends, exclusive; may equal <paramref name="Start"/>.</param>
/// <param name="Override">The override that applies to it, or null.</param>
public sealed record Occurrence(Instance Original, Instant Start, Instant End, OccurrenceOverride? Override)
{
    /// <summary>Whether the occurrence is called off.</summary>
    public bool IsCancelled => Override is { IsCancelled: true };
}
