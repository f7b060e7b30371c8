using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.ICalendar;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>The recurrence lines of an event as the properties of its component.</summary>
internal static class RecurrenceProperties
{
    /// <summary>Their names; EXRULE is one of RFC 2445, which is refused where it is read.</summary>
    internal static readonly ImmutableArray<string> Names = ["RRULE", "RDATE", "EXDATE", "EXRULE"];

    /// <summary>The lines of a component, in its order; empty ones, which some programs write, say nothing.</summary>
    internal static ImmutableArray<string> Read(Component component)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var property in component.Properties)
            if (IsRecurrence(property) && !property.ValueUtf8.IsEmpty) lines.Add(property.ToString());
        return lines.ToImmutable();
    }

    /// <summary>The lines as RFC 5545 wants them beside the start: an end in UTC, dates of the start's kind and zone (3.3.10, 3.8.5).</summary>
    internal static ImmutableArray<Property> Write(EventContent content, DomainRules rules, string calendarZone)
    {
        if (!content.IsSeries) return [];
        var start = new EventSeries(content, rules, calendarZone).Start;
        return [.. content.Recurrence.Select(line => Write(line, start, rules)).OfType<Property>()];
    }

    internal static bool IsRecurrence(Property property) =>
        property.Is("RRULE") || property.Is("RDATE") || property.Is("EXDATE") || property.Is("EXRULE");

    private static Property? Write(string line, SeriesStart start, DomainRules rules)
    {
        if (Series.Parse(start, [line], rules.Zones) is not SeriesParsed { Series: var read }) return null;
        return Parse(line) is not { } property ? null
            : read.Rules is [var rule] ? Write(property, rule, start)
            : Write(property, [.. read.RDates, .. read.ExDates], start);
    }

    private static Property Write(Property property, RecurrenceRule rule, SeriesStart start)
    {
        if (start.IsDate || rule.Until is not { Form: not UntilForm.Utc } until) return property;
        var last = until.Form == UntilForm.Date ? until.Value.Date + new LocalTime(23, 59, 59) : until.Value;
        return InstantText.At(last, WallClock.OffsetOf(start.Zone, last, secondReading: true)) is { } end
            ? NewProperty.Raw("RRULE", rule.WithUntil(Until.At(end)).ToString()) ?? property
            : property;
    }

    private static Property Write(Property property, IReadOnlyList<SeriesDate> dates, SeriesStart start)
    {
        if (property.ValueType() != ICalendar.ValueType.Period && dates.All(date => date.Form == SeriesDateForm.Date))
            return property.With(new Parameter("VALUE", "DATE"));
        if (dates.Any(date => date.Form != SeriesDateForm.Local) || start.IsDate) return property;
        return start.Zone.Id == "UTC" && dates.All(date => date.OwnDuration is null)
            ? NewProperty.Times(property.Name, [.. dates.Select(date => new DateOrTime.Utc(date.Value))])
            : property.With(new Parameter("TZID", start.Zone.Id));
    }

    /// <summary>A line of a client as a property; null where it holds what no line can.</summary>
    private static Property? Parse(string line) =>
        !line.Any(char.IsControl) && ICalendarText.Parse($"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n") is ParseResult.Parsed { Objects: [var one] }
        && one.Properties.Count == 1
            ? one.Properties[0]
            : null;
}
