using NodaTime;

namespace Kalends.Domain.Conflicts;

/// <summary>Time that is taken.</summary>
/// <param name="Start">Inclusive.</param>
/// <param name="End">Exclusive, after <paramref name="Start"/>.</param>
public readonly record struct BusySpan(Instant Start, Instant End);
