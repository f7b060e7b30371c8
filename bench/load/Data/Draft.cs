using NodaTime;

namespace Kalends.Load.Data;

/// <summary>An event to be created, and what is then changed of single instances.</summary>
/// <param name="Json">The body of the POST.</param>
/// <param name="Changes">In order.</param>
internal sealed record Draft(byte[] Json, IReadOnlyList<InstanceChange> Changes);

/// <summary>A change of one instance of a series.</summary>
/// <param name="OriginalStart">Which.</param>
/// <param name="Json">What differs; null cancels the instance.</param>
internal sealed record InstanceChange(Instant OriginalStart, byte[]? Json);
