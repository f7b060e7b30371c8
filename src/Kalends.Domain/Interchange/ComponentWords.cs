using Kalends.Domain.Events;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>The members of an event that are words, as the properties that carry them.</summary>
internal static class ComponentWords
{
    internal static EventStatus Status(Component component) => Word(component, "STATUS") switch
    {
        "CANCELLED" => EventStatus.Cancelled,
        "TENTATIVE" => EventStatus.Tentative,
        _ => EventStatus.Confirmed,
    };

    internal static Transparency Transparency(Component component) =>
        Word(component, "TRANSP") == "TRANSPARENT" ? Events.Transparency.Transparent : Events.Transparency.Opaque;

    /// <summary>CONFIDENTIAL, and what nobody knows, is private (RFC 5545, 3.8.1.3).</summary>
    internal static Visibility Visibility(Component component) => Word(component, "CLASS") switch
    {
        null or "" => Events.Visibility.Default,
        "PUBLIC" => Events.Visibility.Public,
        _ => Events.Visibility.Private,
    };

    internal static string Write(EventStatus status) => status switch
    {
        EventStatus.Cancelled => "CANCELLED",
        EventStatus.Tentative => "TENTATIVE",
        _ => "CONFIRMED",
    };

    internal static string Write(Transparency transparency) => transparency == Events.Transparency.Transparent ? "TRANSPARENT" : "OPAQUE";

    /// <summary>Empty for the default: PUBLIC would say more than its author did.</summary>
    internal static string Write(Visibility visibility) => visibility switch
    {
        Events.Visibility.Private => "PRIVATE",
        Events.Visibility.Public => "PUBLIC",
        _ => "",
    };

    private static string? Word(Component component, string name) => component.Find(name)?.AsText().Trim().ToUpperInvariant();
}
