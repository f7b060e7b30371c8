using NodaTime;

namespace Kalends.Recurrence;

/// <summary>What <see cref="Series.Check"/> says of a series.</summary>
public abstract record SeriesVerdict
{
    private protected SeriesVerdict() { }
}

/// <summary>The series may be stored.</summary>
public sealed record SeriesSound : SeriesVerdict;

/// <summary>
/// A rule cannot give any instance up to the year 9999, whatever its COUNT and UNTIL (such as every February 30): the series would
/// consist of its start alone.
/// </summary>
/// <param name="Rule">The index of the rule.</param>
public sealed record NeverProduces(int Rule) : SeriesVerdict;

/// <summary>A rule's UNTIL lies before the series' start.</summary>
/// <param name="Rule">The index of the rule.</param>
public sealed record EndsBeforeStart(int Rule) : SeriesVerdict;

/// <summary>The series has too many instances within 12 months.</summary>
/// <param name="From">The first of them.</param>
public sealed record TooDense(Instant From) : SeriesVerdict;

/// <summary>A rule needs too much work between two instances; walking it would stop there.</summary>
/// <param name="Rule">The index of the rule.</param>
public sealed record WorkExhausted(int Rule) : SeriesVerdict;
