using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>
/// When an occurrence is, resolved: whole seconds with the offsets in force, so that the wall time is an addition away. Whole days run from
/// midnight to midnight in the calendar's zone. Kept as the seconds since 1970 that are stored and written: a range view converts none.
/// </summary>
public readonly record struct OccurrenceTimes
{
    /// <summary>Inclusive; seconds since 1970 UTC.</summary>
    public long StartSeconds { get; init; }

    /// <summary>Exclusive; seconds since 1970 UTC.</summary>
    public long EndSeconds { get; init; }

    /// <summary>The recurrence id; seconds since 1970 UTC.</summary>
    public long OriginalSeconds { get; init; }

    /// <summary>Of <see cref="StartOffset"/>, in seconds.</summary>
    public int StartOffsetSeconds { get; init; }

    /// <summary>Of <see cref="EndOffset"/>, in seconds.</summary>
    public int EndOffsetSeconds { get; init; }

    /// <summary>Of <see cref="OriginalOffset"/>, in seconds.</summary>
    public int OriginalOffsetSeconds { get; init; }

    /// <summary>Inclusive.</summary>
    public Instant Start
    {
        get => Instant.FromUnixTimeSeconds(StartSeconds);
        init => StartSeconds = value.ToUnixTimeSeconds();
    }

    /// <summary>Exclusive; may equal <see cref="Start"/>.</summary>
    public Instant End
    {
        get => Instant.FromUnixTimeSeconds(EndSeconds);
        init => EndSeconds = value.ToUnixTimeSeconds();
    }

    /// <summary>The recurrence id as an instant; for single events the start.</summary>
    public Instant Original
    {
        get => Instant.FromUnixTimeSeconds(OriginalSeconds);
        init => OriginalSeconds = value.ToUnixTimeSeconds();
    }

    /// <summary>Of the zone the start is shown in.</summary>
    public Offset StartOffset
    {
        get => Offset.FromSeconds(StartOffsetSeconds);
        init => StartOffsetSeconds = value.Seconds;
    }

    /// <summary>Of the zone the end is shown in.</summary>
    public Offset EndOffset
    {
        get => Offset.FromSeconds(EndOffsetSeconds);
        init => EndOffsetSeconds = value.Seconds;
    }

    /// <summary>Of the master's zone at <see cref="Original"/>.</summary>
    public Offset OriginalOffset
    {
        get => Offset.FromSeconds(OriginalOffsetSeconds);
        init => OriginalOffsetSeconds = value.Seconds;
    }

    /// <summary>Whether it shares time with [from, to): an empty one lies in it when from &lt;= start &lt; to.</summary>
    public bool Overlaps(Instant from, Instant to) => Start < to && (End > from || (Start == End && Start >= from));
}
