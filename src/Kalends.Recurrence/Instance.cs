using NodaTime;

namespace Kalends.Recurrence;

/// <summary>One instance of a series, before overrides.</summary>
/// <param name="Local">
/// The wall time at which it starts in the series' zone: its recurrence id. A rule's local time inside a gap shows as the wall time
/// it is read as. Midnight of its date for an all-day series.
/// </param>
/// <param name="Start">The instant at which it starts.</param>
/// <param name="Offset">The zone's offset from UTC at <paramref name="Start"/>.</param>
/// <param name="OwnDuration">The duration of the RDATE;VALUE=PERIOD that gave the instance, else null.</param>
public readonly record struct Instance(LocalDateTime Local, Instant Start, Offset Offset, Duration? OwnDuration);
