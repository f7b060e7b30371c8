using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// What the stored override of one instance means for the time line: cancelled, moved, or changed in other members only.
/// One that names no instance of the series has no effect of its own.
/// </summary>
/// <param name="OriginalStart">The instant at which the instance would start.</param>
/// <param name="IsCancelled">Whether the instance is called off.</param>
/// <param name="MovedTo">Start and end where they differ from the series', both given; else null.</param>
/// <param name="ThisAndFuture">
/// Whether it also governs every later instance up to the next such override (RANGE=THISANDFUTURE, RFC 5545, 3.2.13): all are called
/// off or changed like this one, and a move shifts all by the same wall-clock time and gives all the same length (3.8.4.4). An
/// override of a single instance prevails there.
/// </param>
public sealed record OccurrenceOverride(Instant OriginalStart, bool IsCancelled = false, Interval? MovedTo = null, bool ThisAndFuture = false);
