using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// What the stored override of one instance means for the time line: cancelled, moved, or changed in other members only.
/// One that names no instance of the series has no effect.
/// </summary>
/// <param name="OriginalStart">The instant at which the instance would start.</param>
/// <param name="IsCancelled">Whether the instance is called off.</param>
/// <param name="MovedTo">Start and end where they differ from the series', both given; else null.</param>
public sealed record OccurrenceOverride(Instant OriginalStart, bool IsCancelled = false, Interval? MovedTo = null);
