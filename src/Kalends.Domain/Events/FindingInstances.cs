using Kalends.Domain.Time;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>Finds instances of events by their original start.</summary>
public static class FindingInstances
{
    /// <summary>The instance, cancelled or not; null where the event has none there, EXDATEs taken into account.</summary>
    public static EventInstance? FindInstance(this Event @event, DomainRules rules, string calendarZone, InstanceReference reference)
    {
        if (reference.ReadFor(@event.Content.Start, rules, calendarZone) is not { } at) return null;
        var series = new EventSeries(@event.Content, rules, calendarZone);
        if (!@event.Content.IsSeries) return at == series.At(@event.Content.Start) ? Single(@event, at) : null;
        return series.Series.Find(at) is { } instance ? InSeries(@event, series, instance) : null;
    }

    private static EventInstance Single(Event @event, Instant at) => new()
    {
        OriginalStart = @event.Content.Start,
        At = at,
        IsFirst = true,
        Content = @event.Content,
        SeriesFromHere = @event.Content,
        Override = null,
    };

    private static EventInstance InSeries(Event @event, EventSeries series, Instance instance)
    {
        var id = series.IdOf(instance.Start);
        var @override = @event.OverrideAt(id);
        var begin = NominalStart(@event.Content.Start, series, instance) ?? id;
        return new EventInstance
        {
            OriginalStart = id,
            At = instance.Start,
            IsFirst = !series.HasInstanceBefore(instance.Start),
            Content = InstanceContent.Of(@event, series, id),
            SeriesFromHere = @event.Content with { Start = begin, End = series.EndAfter(begin) },
            Override = @override,
        };
    }

    /// <summary>
    /// Where a series that begins at the instance has its start. An instance behind a gap stands there because its wall time fell into
    /// the gap; it is that wall time that the series goes on with.
    /// </summary>
    private static EventTime.Moment? NominalStart(EventTime start, EventSeries series, Instance instance)
    {
        if (start is not EventTime.Moment moment || instance.Local.TimeOfDay == moment.At.TimeOfDay) return null;
        var nominal = instance.Local.Date + moment.At.TimeOfDay;
        var isInGap = series.Start.Zone.MapLocal(nominal).Count == 0;
        return isInGap && WallClock.At(series.Start.Zone, nominal, false).At == instance.Start ? moment with { At = nominal } : null;
    }
}
