using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>
/// The members of an event that are texts, as its component says them. A member shows what fits its limits; the component keeps the
/// whole text.
/// </summary>
internal static class ComponentTexts
{
    /// <summary>Shows where a component has no SUMMARY, which events cannot be without.</summary>
    internal const string Untitled = "(No title)";

    internal static string Title(Component component, Limits limits) =>
        Line(component, "SUMMARY", limits.Title) is { Length: > 0 } title ? title : Untitled;

    internal static string Location(Component component, Limits limits) => Line(component, "LOCATION", limits.Location);

    internal static string Description(Component component, Limits limits) =>
        component.Find("DESCRIPTION") is { } property ? Cut(property.AsText(), limits.Description) : "";

    /// <summary>The name that a parameter gives, or null.</summary>
    internal static string? Name(Property property, Limits limits) =>
        property.Parameter("CN") is { } name && Flat(name, limits.Title) is { Length: > 0 } flat ? flat : null;

    private static string Line(Component component, string name, int limit) =>
        component.Find(name) is { } property ? Flat(property.AsText(), limit) : "";

    private static string Flat(string text, int limit)
    {
        var flat = text.AsSpan().ContainsAnyInRange('\0', '\u001F') ? new string([.. text.Select(c => c < ' ' ? ' ' : c)]) : text;
        return Cut(string.IsNullOrWhiteSpace(flat) ? "" : flat, limit);
    }

    /// <summary>At most so many code points of the text.</summary>
    private static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var (length, counted) = (0, 0);
        for (; length < text.Length && counted < limit; counted++) length += char.IsHighSurrogate(text[length]) ? 2 : 1;
        return text[..length];
    }
}
