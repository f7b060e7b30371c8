namespace Kalends.Domain.Conflicts;

/// <summary>Two occurrences that take the same time.</summary>
/// <param name="Overlap">The time they share.</param>
/// <param name="First">The one that comes first in the order of occurrences.</param>
/// <param name="Second">The other.</param>
public sealed record Conflict<T>(BusySpan Overlap, T First, T Second);
