using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>Components as the text that events carry.</summary>
internal static class CarriedText
{
    internal static string Of(Component component) => ICalendarText.WriteToString(component);

    internal static Component? Read(string? carried) =>
        carried is not null && ICalendarText.Parse(carried) is ParseResult.Parsed { Objects: [var component] } ? component : null;

    /// <summary>Whether two components say the same: some programs give all events the time of the export as DTSTAMP.</summary>
    internal static bool SaysSame(Component one, Component other) => one.Without("DTSTAMP").Equals(other.Without("DTSTAMP"));

    internal static bool SaysSame(string? carried, Component component) =>
        carried is not null && (carried == Of(component) || Read(carried) is { } read && SaysSame(read, component));
}
