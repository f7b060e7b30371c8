using Kalends.Domain.Events;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>A series with its overrides, resolved once for any number of ranges.</summary>
internal sealed class SeriesLayout
{
    private readonly DomainRules rules;
    private readonly string calendarZone;
    private readonly EventId id;
    private readonly Face master;
    private readonly SeriesTimeline timeline;
    private readonly Dictionary<Instant, Face> changed = [];

    internal SeriesLayout(DomainRules rules, string calendarZone, Event @event)
    {
        (this.rules, this.calendarZone, id) = (rules, calendarZone, @event.Id);
        master = Faces.OfMaster(@event);
        var series = new EventSeries(@event.Content, rules, calendarZone);
        var moves = new List<OccurrenceOverride>(@event.Overrides.Length);
        foreach (var changes in @event.Overrides)
        {
            var original = series.At(changes.OriginalStart);
            changed[original] = Faces.OfOverride(master, changes);
            moves.Add(new OccurrenceOverride(original, changes.IsCancelled, Moved(series, changes)));
        }
        OccurrenceLength length = @event.Content.Start.IsDay
            ? new LengthInDays(series.LengthInDays)
            : new ExactLength(series.Length);
        timeline = new SeriesTimeline(series.Series, length, moves);
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
        var original = placed.Original;
        var face = placed.Override is null ? master : changed[original.Start];
        var times = new OccurrenceTimes(
            placed.Start, placed.End, OffsetAt(face.StartZone, placed.Start), OffsetAt(face.EndZone, placed.End), original.Start, original.Offset);
        return new Occurrence(InstanceHash.OfInstance(id, original.Start), id, times, face);
    }

    private Offset OffsetAt(string? zoneId, Instant at) => rules.Zone(zoneId ?? calendarZone).GetUtcOffset(at);
}
