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
        var begin = series.Nominal(id);
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
}
