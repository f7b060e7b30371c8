using Kalends.Recurrence.Timelines;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>A series with the length of its occurrences and its overrides: what a calendar shows. Immutable.</summary>
public sealed class SeriesTimeline
{
    private readonly Series series;
    private readonly Dictionary<Instant, OccurrenceOverride> overrides = [];
    private readonly List<TimelineSegment> segments = [];

    /// <param name="series">The series.</param>
    /// <param name="length">How long an occurrence lasts that has no duration of its own.</param>
    /// <param name="overrides">At most one for each original start; a later one replaces an earlier one.</param>
    public SeriesTimeline(Series series, OccurrenceLength length, IEnumerable<OccurrenceOverride> overrides)
    {
        this.series = series;
        foreach (var change in overrides)
            this.overrides[change.OriginalStart] = change;
        OccurrenceOverride? governing = null;
        foreach (var change in this.overrides.Values.Where(change => change.ThisAndFuture).OrderBy(change => change.OriginalStart))
        {
            segments.Add(new TimelineSegment(series, length, governing, change.OriginalStart));
            governing = change;
        }
        segments.Add(new TimelineSegment(series, length, governing, Instant.MaxValue));
    }

    /// <summary>
    /// The occurrences that overlap [<paramref name="from"/>, <paramref name="to"/>), cancelled ones included, by start and then by
    /// original start: start &lt; to and end &gt; from, and one of no length lies in it when from &lt;= start &lt; to. Computed lazily.
    /// </summary>
    public IEnumerable<Occurrence> Overlapping(Instant from, Instant to)
    {
        var moved = MovedInto(from, to);
        return segments.Count == 1 && moved.Count == 0
            ? segments[0].Overlapping(from, to, overrides)
            : Window.Merged(segments.Select(segment => segment.Overlapping(from, to, overrides)).Append(moved));
    }

    private List<Occurrence> MovedInto(Instant from, Instant to)
    {
        var moved = new List<Occurrence>();
        foreach (var change in overrides.Values)
        {
            if (change.MovedTo is not { } place || place.Start >= to || place.End < from || series.Find(change.OriginalStart) is not { } instance)
                continue;
            var occurrence = new Occurrence(instance, place.Start, place.End, change);
            if (Window.Overlaps(occurrence, from, to))
                moved.Add(occurrence);
        }
        moved.Sort(Window.Compare);
        return moved;
    }
}
