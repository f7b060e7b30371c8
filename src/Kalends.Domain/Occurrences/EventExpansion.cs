using Kalends.Domain.Events;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>
/// An event laid out on the time line. Its occurrences share one face per master and override. Safe to share between threads.
/// </summary>
public sealed class EventExpansion
{
    private readonly DomainRules rules;
    private readonly string calendarZone;
    private readonly Event @event;
    private SeriesLayout? layout;

    /// <param name="rules">The tzdb that resolves wall times.</param>
    /// <param name="calendarZone">Where days lie.</param>
    /// <param name="event">Single or a series; one that is not live has no occurrences.</param>
    public EventExpansion(DomainRules rules, string calendarZone, Event @event) =>
        (this.rules, this.calendarZone, this.@event) = (rules, calendarZone, @event);

    /// <summary>
    /// The occurrences that overlap [<paramref name="from"/>, <paramref name="to"/>), moved ones where they now are, cancelled ones
    /// with that status, by start and then by id. Computed as they are asked for.
    /// </summary>
    public IEnumerable<Occurrence> Overlapping(Instant from, Instant to)
    {
        if (!@event.IsLive) return [];
        if (@event.Content.IsSeries) return InOrder(Layout.Overlapping(from, to));
        var single = Single();
        return single.Times.Overlaps(from, to) ? [single] : [];
    }

    /// <summary>Made when first needed; should two threads make it, both are equal.</summary>
    private SeriesLayout Layout => layout ??= new SeriesLayout(rules, calendarZone, @event);

    private Occurrence Single()
    {
        var face = Faces.OfMaster(@event);
        var start = Shown(@event.Content.Start);
        var end = Shown(@event.Content.End);
        var times = new OccurrenceTimes
        {
            Start = start.At,
            End = end.At,
            StartOffset = start.Offset,
            EndOffset = end.Offset,
            Original = start.At,
            OriginalOffset = start.Offset,
        };
        return new Occurrence(InstanceHash.OfSingle(@event.Id), @event.Id, times, face);
    }

    /// <summary>The offset in force, which inside a gap is not the one by which the wall time is read.</summary>
    private ResolvedTime Shown(EventTime time)
    {
        var at = time.Resolve(rules, calendarZone).At;
        var zone = rules.Zone(time is EventTime.Moment moment ? moment.ZoneId : calendarZone);
        return new ResolvedTime(at, zone.GetUtcOffset(at));
    }

    /// <summary>Instances that start together come by original start; ids decide here.</summary>
    private static IEnumerable<Occurrence> InOrder(IEnumerable<Occurrence> byStart)
    {
        var together = new List<Occurrence>();
        foreach (var next in byStart)
        {
            if (together.Count > 0 && together[0].Times.Start != next.Times.Start)
            {
                foreach (var occurrence in Sorted(together)) yield return occurrence;
                together.Clear();
            }
            together.Add(next);
        }
        foreach (var occurrence in Sorted(together)) yield return occurrence;
    }

    private static List<Occurrence> Sorted(List<Occurrence> together)
    {
        if (together.Count > 1) together.Sort(OccurrenceOrder.Instance);
        return together;
    }
}
