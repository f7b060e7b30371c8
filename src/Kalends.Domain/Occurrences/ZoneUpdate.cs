using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>
/// What a newer tzdb means for what was derived with an earlier one: which events it touches, and what of them it moves. Safe to share
/// between threads.
/// </summary>
public sealed class ZoneUpdate
{
    // Wider than any offset from UTC, and than the gaps at the date line.
    private static readonly Duration Margin = Duration.FromDays(2);

    // Before, zones have one offset for ever; behind, every year is as the last one. What lies outside is taken for the edge's last year.
    private static readonly Interval Compared = new(Instant.FromUtc(1800, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));
    private static readonly Duration Edge = Duration.FromDays(366);

    private readonly DomainRules before;
    private readonly DomainRules after;
    private readonly TzdbChanges changes;

    /// <param name="before">With the tzdb that projections were made with.</param>
    /// <param name="after">With the tzdb in force.</param>
    public ZoneUpdate(DomainRules before, DomainRules after)
    {
        (this.before, this.after) = (before, after);
        changes = TzdbChanges.Between(before.Zones, after.Zones, Compared);
    }

    /// <summary>
    /// Whether the event's projection may come out otherwise than before; where not, it is certain to be the same. A series counts from its
    /// start on: what moved in its past may, by COUNT or by hours, shift what follows.
    /// </summary>
    /// <param name="event">The event.</param>
    /// <param name="calendarZone">Where its whole days lie.</param>
    /// <param name="windowEnd">Where the projection of a series ends.</param>
    public bool Touches(Event @event, string calendarZone, Instant windowEnd)
    {
        var content = @event.Content;
        if (TimesOf(@event).Any(time => Touches(ZoneOf(time, calendarZone), Near(time), Near(time)))) return true;
        if (!content.IsSeries) return false;
        var first = content.Recurrence.Any(IsDates) ? Instant.MinValue : Near(content.Start);
        return ZonesOf(@event, calendarZone).Any(zone => Touches(zone, first, windowEnd));
    }

    /// <summary>
    /// Occurrences that lie elsewhere than before, in the order of their wall times; none where one of the two does not have the zone.
    /// </summary>
    /// <param name="event">The event.</param>
    /// <param name="calendarZone">Where its whole days lie.</param>
    /// <param name="window">The time of interest; both ends given.</param>
    public IReadOnlyList<OccurrenceMove> Moves(Event @event, string calendarZone, Interval window)
    {
        if (!ZonesOf(@event, calendarZone).All(zone => before.KnowsZone(zone) && after.KnowsZone(zone))) return [];
        var earlier = Spans(before);
        var later = Spans(after);
        return [.. from key in earlier.Keys.Union(later.Keys).Order()
                   let was = earlier.TryGetValue(key, out var old) ? old : (Interval?)null
                   let now = later.TryGetValue(key, out var @new) ? @new : (Interval?)null
                   where was != now && (IsWithin(was) || IsWithin(now))
                   select new OccurrenceMove(key.Local, was, now)];

        // A wall time that comes twice, in an hour that is repeated, counts its occurrences.
        Dictionary<(LocalDateTime Local, int Nth), Interval> Spans(DomainRules rules) =>
            new EventExpansion(rules, calendarZone, @event)
                .Overlapping(Earlier(window.Start), Later(window.End))
                .GroupBy(one => one.Times.Original.WithOffset(one.Times.OriginalOffset).LocalDateTime, one => new Interval(one.Times.Start, one.Times.End))
                .SelectMany(group => group.Select((span, nth) => (Key: (group.Key, nth), span)))
                .ToDictionary(pair => pair.Key, pair => pair.span);

        bool IsWithin(Interval? span) => span is { } given && given.Start < window.End && given.End >= window.Start;
    }

    private bool Touches(string zone, Instant from, Instant to)
    {
        var last = Compared.End - Edge;
        return !before.KnowsZone(zone) || changes.Affects(zone, Earlier(Instant.Min(from, last)), Later(Instant.Max(to, Compared.Start + Edge)));
    }

    private static IEnumerable<EventTime> TimesOf(Event @event) => @event.Overrides
        .SelectMany(changed => new[] { changed.OriginalStart, changed.Start, changed.End }).OfType<EventTime>()
        .Append(@event.Content.Start).Append(@event.Content.End);

    private static IEnumerable<string> ZonesOf(Event @event, string calendarZone) =>
        TimesOf(@event).Select(time => ZoneOf(time, calendarZone)).Concat(@event.Content.Recurrence.SelectMany(ZonesOf)).Distinct();

    /// <summary>The zones that a line of dates names.</summary>
    private static IEnumerable<string> ZonesOf(string line) =>
        line[..Math.Max(line.IndexOf(':', StringComparison.Ordinal), 0)].Split(';')
            .Where(parameter => parameter.StartsWith("TZID=", StringComparison.OrdinalIgnoreCase))
            .Select(parameter => parameter["TZID=".Length..].Trim('"'));

    private static bool IsDates(string line) => line.StartsWith("RDATE", StringComparison.OrdinalIgnoreCase);

    private static string ZoneOf(EventTime time, string calendarZone) => time is EventTime.Moment moment ? moment.ZoneId : calendarZone;

    private static Instant Near(EventTime time) => time.Local.InUtc().ToInstant();

    private static Instant Earlier(Instant at) => at > Instant.MinValue + Margin ? at - Margin : Instant.MinValue;

    private static Instant Later(Instant at) => at < Instant.MaxValue - Margin ? at + Margin : Instant.MaxValue;
}

/// <summary>An occurrence that another tzdb puts elsewhere.</summary>
/// <param name="Original">Its wall time in the series; of a single event its start.</param>
/// <param name="Before">When it was; null where it was not.</param>
/// <param name="After">When it is; null where it is not.</param>
public sealed record OccurrenceMove(LocalDateTime Original, Interval? Before, Interval? After);
