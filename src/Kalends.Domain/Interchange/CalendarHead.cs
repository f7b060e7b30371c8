using Kalends.Domain.Calendars;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>What a VCALENDAR says of the calendar itself (RFC 5545, 3.7; RFC 7986), and under the older names that programs read.</summary>
public static class CalendarHead
{
    /// <summary>The properties, without any that tells what a caller may not see.</summary>
    public static IReadOnlyList<Property> Of(Calendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        List<Property> properties =
        [
            NewProperty.Text("VERSION", "2.0"),
            NewProperty.Text("PRODID", "-//Kalends//Kalends//EN"),
            NewProperty.Text("CALSCALE", "GREGORIAN"),
            NewProperty.Text("NAME", calendar.Name),
            NewProperty.Text("X-WR-CALNAME", calendar.Name),
            NewProperty.Text("X-WR-TIMEZONE", calendar.TimeZone),
            NewProperty.Text("X-APPLE-CALENDAR-COLOR", calendar.Color),
        ];
        if (calendar.Description.Length == 0) return properties;
        properties.Add(NewProperty.Text("DESCRIPTION", calendar.Description));
        properties.Add(NewProperty.Text("X-WR-CALDESC", calendar.Description));
        return properties;
    }

    /// <summary>How often a subscriber is to ask again (RFC 7986, 5.7).</summary>
    public static IReadOnlyList<Property> Refreshing(NominalDuration interval) =>
    [
        NewProperty.Lasting("REFRESH-INTERVAL", interval, new Parameter("VALUE", "DURATION")),
        NewProperty.Lasting("X-PUBLISHED-TTL", interval),
    ];
}
