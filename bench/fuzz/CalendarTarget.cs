using System.Text;
using Kalends.ICalendar;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Fuzz;

/// <summary>Reads any octets as a calendar, every value and zone of it, and holds that what is written is settled.</summary>
internal static class CalendarTarget
{
    private static readonly ZoneResolver Zones = new(TzdbDateTimeZoneSource.Default);

    public static void Run(ReadOnlySpan<byte> input)
    {
        if (ICalendarText.Parse(input) is not ParseResult.Parsed parsed) return;
        foreach (var component in parsed.Objects) Visit(component);
        var once = string.Concat(parsed.Objects);
        var again = ICalendarText.Parse(Encoding.UTF8.GetBytes(once)) as ParseResult.Parsed;
        if (again is null || string.Concat(again.Objects) != once) throw new InvalidOperationException("what was written reads as something else");
    }

    private static void Visit(Component component)
    {
        foreach (var property in component.Properties)
        {
            _ = (property.AsText(), property.AsTextList(), property.AsDateOrTime(), property.AsDatesOrTimes(), property.AsPeriods());
            _ = (property.AsDuration(), property.AsOffset(), property.AsInteger(), property.AsFloat(), property.AsBoolean(), property.AsBinary());
            _ = (property.AsGeo(), property.AsRequestStatus(), property.AsRecurrenceRule(), property.ValueType(), property.Parameters.Count());
        }
        if (component.IsNamed("VTIMEZONE")) _ = Zones.Resolve("?", component, new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), null));
        foreach (var inside in component.Components) Visit(inside);
    }
}
