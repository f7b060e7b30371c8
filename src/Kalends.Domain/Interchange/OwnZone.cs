using Kalends.Domain.Time;
using Kalends.ICalendar;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>
/// A component in a zone of the file's own that is like no other. It is placed in UTC: a single time is an instant, and a series is its
/// instances one by one, as long as they are not too many.
/// </summary>
internal sealed class OwnZone(DateTimeZone zone, Component component, DomainRules rules)
{
    private const int MostInstances = 1_000;

    /// <summary>From the first start to past the last; null where the series does not end or cannot be read.</summary>
    internal Interval? Life() => Read() is { } series && series.Last() is { } last
        ? new Interval(series.Instances().First().Start - Duration.FromDays(1), last.Start + Duration.FromDays(2))
        : null;

    internal ZonedReading Place()
    {
        var single = component.Changing(property => RecurrenceProperties.IsRecurrence(property) ? null : InUtc(property));
        if (!component.Properties.Any(RecurrenceProperties.IsRecurrence)) return new ZonedReading.Placed(single);
        if (Read() is not { } series) return new ZonedReading.Unplaceable(zone.Id);
        var starts = series.Instances().Take(MostInstances + 1).Select(instance => instance.Start).ToList();
        if (starts.Count > MostInstances) return new ZonedReading.Unplaceable(zone.Id);
        var first = At(series.Start.Local);
        var added = starts.Where(start => start != first).Select(Utc).ToList();
        if (added.Count > 0) single = single.Adding(NewProperty.Times("RDATE", added));
        return new ZonedReading.Placed(starts.Contains(first) ? single : single.Adding(NewProperty.Time("EXDATE", Utc(first))));
    }

    private Series? Read()
    {
        if (component.Find("DTSTART")?.AsDateOrTime() is not DateOrTime.Zoned { Local: var first }) return null;
        // Dates in the same zone are local to the series; the provider of zones does not know this one.
        var lines = component.Properties.Where(RecurrenceProperties.IsRecurrence)
            .Select(property => (property.Parameter("TZID") == zone.Id ? property.WithoutParameter("TZID") : property).ToString());
        return Series.Parse(new SeriesStart(first, IsDate: false, zone), [.. lines], rules.Zones) is SeriesParsed parsed ? parsed.Series : null;
    }

    private Property? InUtc(Property property)
    {
        if (property.Parameter("TZID") != zone.Id) return property;
        if (property.AsDateOrTime() is not DateOrTime.Zoned { Local: var local }) return property.WithoutParameter("TZID");
        return NewProperty.Time(property.Name, Utc(At(local)));
    }

    private Instant At(LocalDateTime local) => WallClock.At(zone, local, secondReading: false).At;

    private static DateOrTime Utc(Instant at) => new DateOrTime.Utc(at.InUtc().LocalDateTime);
}
