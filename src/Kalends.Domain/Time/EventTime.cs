using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>
/// When an event starts or ends, as its author meant it: a day, or a wall time in a zone. The wall time is the truth; the instant
/// follows from it and from the tzdb in force.
/// </summary>
public abstract record EventTime
{
    private EventTime() { }

    /// <summary>Whether this is a whole day.</summary>
    public bool IsDay => this is Day;

    /// <summary>The wall time; midnight for a day.</summary>
    public abstract LocalDateTime Local { get; }

    /// <summary>A whole day, midnight to midnight in the calendar's zone.</summary>
    public sealed record Day(LocalDate Date) : EventTime
    {
        /// <inheritdoc/>
        public override LocalDateTime Local => Date.AtMidnight();
    }

    /// <summary>A wall time, whole seconds.</summary>
    /// <param name="At">The time on the wall.</param>
    /// <param name="ZoneId">IANA id as it was given, links included.</param>
    /// <param name="SecondReading">Where the wall time happens twice (RFC 5545, 3.3.5): the later instant is meant, not the first.</param>
    public sealed record Moment(LocalDateTime At, string ZoneId, bool SecondReading = false) : EventTime
    {
        /// <inheritdoc/>
        public override LocalDateTime Local => At;
    }
}
