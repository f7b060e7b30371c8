using Kalends.Domain.Events;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>The time zones that components name, with the span in which each is used: what VTIMEZONEs must say, and no more.</summary>
/// <param name="rules">Which zones there are.</param>
/// <param name="calendarZone">Where days lie.</param>
public sealed class UsedZones(DomainRules rules, string calendarZone)
{
    private readonly SortedDictionary<string, (Instant From, Instant? To)> spans = new(StringComparer.Ordinal);

    /// <summary>Notes the zones of an event's components.</summary>
    public void Add(Event @event, IEnumerable<Component> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        (Instant From, Instant? To)? life = null;
        foreach (var component in components)
        foreach (var property in component.Properties)
            if (property.HasParameters && property.Parameter("TZID") is { } zone && rules.KnowsZone(zone)) Add(zone, life ??= LifeOf(@event));
    }

    /// <summary>The VTIMEZONE of each zone, by id.</summary>
    public IEnumerable<Component> Write() =>
        spans.Select(used => VTimeZone.Write(rules.Zone(used.Key), new Interval(used.Value.From, used.Value.To)));

    private void Add(string zone, (Instant From, Instant? To) life)
    {
        if (!spans.TryGetValue(zone, out var known)) known = life;
        spans[zone] = (Instant.Min(known.From, life.From), known.To is { } a && life.To is { } b ? Instant.Max(a, b) : null);
    }

    /// <summary>From the first start to the last end; no end for a series without one.</summary>
    private (Instant From, Instant? To) LifeOf(Event @event)
    {
        var series = new EventSeries(@event.Content, rules, calendarZone);
        var from = series.At(@event.Content.Start);
        Instant? to = !@event.Content.IsSeries ? series.At(@event.Content.End)
            : series.Series.Last() is { } last && last.Start < Instant.FromUtc(9990, 1, 1, 0, 0) ? last.Start + series.Length + Duration.FromDays(1)
            : null;
        foreach (var moved in @event.Overrides)
        {
            if (moved.Start is { } start) from = Instant.Min(from, series.At(start));
            if (to is { } end && (moved.End ?? moved.Start) is { } over) to = Instant.Max(end, series.At(over) + series.Length);
        }
        return (from, to is { } bounded ? Instant.Max(bounded, from + Duration.FromSeconds(1)) : null);
    }
}
