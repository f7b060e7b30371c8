using Kalends.Domain.Time;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>When a component ends (RFC 5545, 3.6.1).</summary>
internal static class ComponentEnd
{
    /// <summary>
    /// By DTEND, else by DURATION from the start, else a day that lasts the day and a time that lasts no time. Whole days that end where
    /// they start, as Outlook writes them, are one day. Null where that is no time.
    /// </summary>
    internal static EventTime? Read(Component component, EventTime start, TimeProperties times)
    {
        if (component.Find("DTEND") is { } property)
        {
            var end = times.Read(property);
            return start.IsDay && end == start ? NextDay(start, times) : end;
        }
        if (component.Find("DURATION") is not { } written) return start.IsDay ? NextDay(start, times) : start;
        if (written.AsDuration() is not { IsNegative: false } duration) return null;
        return times.After(start, duration) is { } after ? start.IsDay && after == start ? NextDay(start, times) : after : null;
    }

    private static EventTime? NextDay(EventTime start, TimeProperties times) =>
        times.After(start, new NominalDuration(IsNegative: false, 0, Days: 1, 0, 0, 0));
}
