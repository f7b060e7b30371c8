using NodaTime;

namespace Kalends.Recurrence;

/// <summary>An instance of a series that starts at another instant since its zone has changed.</summary>
/// <param name="Local">Its wall time, which stays.</param>
/// <param name="Before">When it would have started; null where it did not start in the window.</param>
/// <param name="After">When it starts now; null where it does not start in the window any more.</param>
public sealed record InstanceMove(LocalDateTime Local, Instant? Before, Instant? After);
