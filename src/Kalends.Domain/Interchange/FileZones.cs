using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>
/// The time zones of one file. Events know IANA zones only, so every TZID becomes one: by its name, else by what its VTIMEZONE does over
/// the event's life. Where no zone does the same, the times are placed in UTC by the VTIMEZONE itself.
/// </summary>
public sealed class FileZones(ZoneResolver resolver, DomainRules rules)
{
    private readonly Dictionary<string, Component> defined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Alike> found = new(StringComparer.Ordinal);

    /// <summary>Takes in a VTIMEZONE.</summary>
    public void Add(Component timeZone)
    {
        ArgumentNullException.ThrowIfNull(timeZone);
        if (timeZone.Find("TZID")?.AsText() is { } tzId) defined.TryAdd(tzId, timeZone);
    }

    /// <summary>The component with its zones settled.</summary>
    public ZonedReading Place(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        foreach (var property in component.Properties)
            if (property.HasParameters && property.Parameter("TZID") is { } tzId && !rules.KnowsZone(tzId)) return Replace(component, Life(component));
        return new ZonedReading.Placed(component);
    }

    private ZonedReading Replace(Component component, Interval life)
    {
        foreach (var property in component.Properties)
        {
            if (property.Parameter("TZID") is not { } tzId || rules.KnowsZone(tzId)) continue;
            switch (Resolve(tzId, life))
            {
                case ZoneResolution.Unresolved: return new ZonedReading.Unknown(tzId, property.Name);
                case ZoneResolution.Honoured honoured:
                    var own = new OwnZone(honoured.Zone, component, rules);
                    return !life.HasEnd && own.Life() is { } bounded ? Replace(component, bounded) : own.Place();
            }
        }
        return new ZonedReading.Placed(component.Changing(property => Renamed(property, life)));
    }

    private Property? Renamed(Property property, Interval life)
    {
        if (property.Parameter("TZID") is not { } tzId || rules.KnowsZone(tzId)) return property;
        var zone = Resolve(tzId, life) switch
        {
            ZoneResolution.Named named => named.Zone,
            ZoneResolution.Matched matched => matched.Zone,
            var other => throw new InvalidOperationException($"{other} names no zone"),
        };
        return property.With(new Parameter("TZID", zone.Id));
    }

    /// <summary>What was found for an earlier event counts for one that lives no longer.</summary>
    private ZoneResolution Resolve(string tzId, Interval life)
    {
        if (found.TryGetValue(tzId, out var known) && known.Covers(life)) return known.Zone;
        var resolution = resolver.Resolve(tzId, defined.GetValueOrDefault(tzId), life);
        if (resolution is ZoneResolution.Named) life = new Interval(null, null);
        if (resolution is ZoneResolution.Named or ZoneResolution.Matched) found[tzId] = new Alike(resolution, life);
        return resolution;
    }

    /// <summary>From the day before the start to the end that can be seen without reading a rule; open for what repeats.</summary>
    private static Interval Life(Component component)
    {
        var days = component.Properties.Where(property => property.Is("DTSTART") || property.Is("DTEND") || property.Is("RECURRENCE-ID"))
            .Select(property => property.AsDateOrTime()?.Day).OfType<LocalDate>().DefaultIfEmpty(new LocalDate(1970, 1, 1)).ToList();
        var repeats = component.Properties.Any(RecurrenceProperties.IsRecurrence);
        return new Interval(Near(days.Min(), -2), repeats ? null : Near(days.Max(), 2));
    }

    private static Instant Near(LocalDate day, int days) => day.AtMidnight().InUtc().ToInstant() is var at
        && (days < 0 ? day.Year > 1 : day.Year < 9999) ? at + Duration.FromDays(days) : at;

    private sealed record Alike(ZoneResolution Zone, Interval Life)
    {
        public bool Covers(Interval life) => (!Life.HasStart || life.HasStart && Life.Start <= life.Start)
            && (!Life.HasEnd || life.HasEnd && life.End <= Life.End);
    }
}

/// <summary>What became of a component's zones.</summary>
public abstract record ZonedReading
{
    private ZonedReading() { }

    /// <summary>All its TZIDs are IANA ids.</summary>
    public sealed record Placed(Component Component) : ZonedReading;

    /// <summary>A TZID that no VTIMEZONE read so far defines, and whose name says nothing.</summary>
    public sealed record Unknown(string TzId, string Property) : ZonedReading;

    /// <summary>It repeats without end, or too often, in a zone of the file's own that is like no other.</summary>
    public sealed record Unplaceable(string TzId) : ZonedReading;
}
