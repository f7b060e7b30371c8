namespace Kalends.Recurrence;

/// <summary>What became of the lines of a series: <see cref="SeriesParsed"/> or <see cref="SeriesRefused"/>.</summary>
public abstract record SeriesReading
{
    private protected SeriesReading() { }
}

/// <summary>The lines are a series.</summary>
public sealed record SeriesParsed(Series Series) : SeriesReading;

/// <summary>A line is refused.</summary>
/// <param name="Line">Its index in the list that was given.</param>
/// <param name="Part">The offending part: of a rule such as <c>BYMONTH</c>, a parameter such as <c>TZID</c>, or the property's name.</param>
/// <param name="Value">The offending value as it was written.</param>
/// <param name="Reason">A sentence for the person who wrote the line.</param>
public sealed record SeriesRefused(int Line, string Part, string Value, string Reason) : SeriesReading;
