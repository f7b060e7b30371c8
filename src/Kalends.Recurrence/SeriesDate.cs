using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>How a value of RDATE or EXDATE was written.</summary>
public enum SeriesDateForm
{
    /// <summary>
    /// VALUE=DATE. On a timed series an RDATE takes the start's time of day, an EXDATE takes away every instance of that local day:
    /// RFC 5545 leaves it open, and "not on that day" is what people who write it mean.
    /// </summary>
    Date,

    /// <summary>A local time in the series' zone.</summary>
    Local,

    /// <summary>A local time in a zone of its own (TZID).</summary>
    Zoned,

    /// <summary>A time in UTC.</summary>
    Utc,
}

/// <summary>One value of an RDATE or EXDATE. An all-day series takes the date that the value has in the series' zone.</summary>
/// <param name="Value">Whole seconds; midnight for a date; a time in UTC or in <paramref name="Zone"/> where the form says so.</param>
/// <param name="Form">How <paramref name="Value"/> is to be read.</param>
/// <param name="Zone">The zone of <see cref="SeriesDateForm.Zoned"/>, else null.</param>
/// <param name="OwnDuration">The exact duration of a VALUE=PERIOD, whole seconds and more than zero, else null.</param>
public sealed record SeriesDate(LocalDateTime Value, SeriesDateForm Form, DateTimeZone? Zone = null, Duration? OwnDuration = null)
{
    /// <summary>
    /// The instant that the value means in a series; for a date the start of the instance of that day. The last instant there is where
    /// the value lies behind it (the end of the year 9999 in a zone behind UTC).
    /// </summary>
    public Instant ReadIn(SeriesStart start) => UnixTime.Instant(SeriesDates.Read(this, start));

    /// <summary>The value moved by an amount of wall-clock time in the series' zone; a period keeps its duration.</summary>
    public SeriesDate ShiftedBy(Period amount, SeriesStart start) => SeriesDates.Shift(this, amount, start);
}
