using Kalends.Domain.Events;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>A series with its overrides, resolved once for any number of ranges.</summary>
internal sealed class SeriesLayout
{
    private readonly EventId id;
    private readonly Look master;
    private readonly SeriesTimeline timeline;
    private readonly Dictionary<Instant, Look> changed = [];

    internal SeriesLayout(DomainRules rules, string calendarZone, Event @event)
    {
        id = @event.Id;
        master = LookOf(Faces.OfMaster(@event));
        var series = new EventSeries(@event.Content, rules, calendarZone);
        var moves = new List<OccurrenceOverride>(@event.Overrides.Length);
        foreach (var changes in @event.Overrides)
        {
            var original = series.At(changes.OriginalStart);
            changed[original] = LookOf(Faces.OfOverride(master.Face, changes));
            moves.Add(new OccurrenceOverride(original, changes.IsCancelled, Moved(series, changes)));
        }
        OccurrenceLength length = @event.Content.Start.IsDay
            ? new LengthInDays(series.LengthInDays)
            : new ExactLength(series.Length);
        timeline = new SeriesTimeline(series.Series, length, moves);

        Look LookOf(Face face) => new(face, rules.Zone(face.StartZone ?? calendarZone), rules.Zone(face.EndZone ?? calendarZone));
    }

    internal IEnumerable<Occurrence> Overlapping(Instant from, Instant to)
    {
        foreach (var placed in timeline.Overlapping(from, to)) yield return Show(placed);
    }

    private static Interval? Moved(EventSeries series, Override changes)
    {
        if (changes.Start is null && changes.End is null) return null;
        var start = changes.Start ?? changes.OriginalStart;
        var (from, to) = (series.At(start), series.At(changes.End ?? series.EndAfter(start)));
        // Wall times in two zones can change places when a new tzdb moves one of them.
        return new Interval(from, Instant.Max(from, to));
    }

    private Occurrence Show(Recurrence.Occurrence placed)
    {
        var (start, end, original) = (placed.Start, placed.End, placed.Original);
        var look = placed.Override is null ? master : changed[original.Start];
        var times = new OccurrenceTimes
        {
            Start = start,
            End = end,
            StartOffset = look.StartZone.GetUtcOffset(start),
            EndOffset = look.EndZone.GetUtcOffset(end),
            Original = original.Start,
            OriginalOffset = original.Offset,
        };
        return new Occurrence(InstanceHash.OfInstance(id, original.Start), id, times, look.Face);
    }

    /// <summary>A face with the zones that its times are shown in, looked up once.</summary>
    private sealed record Look(Face Face, DateTimeZone StartZone, DateTimeZone EndZone);
}
