using NodaTime;

namespace Kalends.Recurrence;

/// <summary>A zone whose clocks are not the same in two versions of the tzdb.</summary>
/// <param name="Id">The zone.</param>
/// <param name="First">The first instant, in the window compared, at which the offsets differ.</param>
/// <param name="End">The end of the last span in which they differ, exclusive.</param>
public sealed record ZoneChange(string Id, Instant First, Instant End);
