using NodaTime;

namespace Kalends.Recurrence;

/// <summary>How long the occurrences of a series last: <see cref="ExactLength"/> or <see cref="LengthInDays"/>.</summary>
public abstract record OccurrenceLength
{
    private protected OccurrenceLength() { }
}

/// <summary>A timed series: each occurrence lasts exactly this long, over clock changes too (RFC 5545, 3.8.5.3).</summary>
/// <param name="Duration">Zero or more.</param>
public sealed record ExactLength(Duration Duration) : OccurrenceLength;

/// <summary>An all-day series: each occurrence spans so many days, midnight to midnight in the series' zone.</summary>
/// <param name="Days">At least 1.</param>
public sealed record LengthInDays(int Days) : OccurrenceLength;
