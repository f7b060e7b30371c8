using NodaTime;

namespace Kalends.Recurrence;

/// <summary>A series with the length of its occurrences and its overrides: what a calendar shows. Immutable.</summary>
/// <param name="series">The series.</param>
/// <param name="length">How long an occurrence lasts that has no duration of its own.</param>
/// <param name="overrides">At most one for each original start; a later one replaces an earlier one.</param>
public sealed class SeriesTimeline(Series series, OccurrenceLength length, IEnumerable<OccurrenceOverride> overrides)
{
    /// <summary>
    /// The occurrences that overlap [<paramref name="from"/>, <paramref name="to"/>), cancelled ones included, by start and then by
    /// original start: start &lt; to and end &gt; from, and one of no length lies in it when from &lt;= start &lt; to. Computed lazily.
    /// </summary>
    public IEnumerable<Occurrence> Overlapping(Instant from, Instant to) =>
        throw new NotSupportedException($"{series}{length}{overrides}{from}{to}");
}
