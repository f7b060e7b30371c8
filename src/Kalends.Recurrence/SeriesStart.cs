using NodaTime;

namespace Kalends.Recurrence;

/// <summary>DTSTART of a series.</summary>
/// <param name="Local">
/// The wall time in <paramref name="Zone"/>, whole seconds, years 1 to 9999; midnight for an all-day series. Inside a gap it is read
/// with the offset before the gap, inside an overlap it means the first (RFC 5545, 3.3.5).
/// </param>
/// <param name="IsDate">Whether the series is all-day (DTSTART has the value type DATE).</param>
/// <param name="Zone">The zone in whose local time the set is computed; UTC for floating times that nobody has placed.</param>
public sealed record SeriesStart(LocalDateTime Local, bool IsDate, DateTimeZone Zone);
