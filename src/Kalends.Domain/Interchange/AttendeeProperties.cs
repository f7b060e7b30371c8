using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>ATTENDEE properties (RFC 5545, 3.8.4.1) as attendees, and back. One without an e-mail address stays a property only.</summary>
internal static class AttendeeProperties
{
    internal const string Name = "ATTENDEE";
    private const string Scheme = "mailto:";

    /// <summary>Each address once, in order, with what the file says they have answered.</summary>
    internal static ImmutableArray<Attendee> Read(Component component, Limits limits)
    {
        if (component.Find(Name) is null) return [];
        var seen = new HashSet<EmailAddress>();
        return
        [
            .. from property in component.FindAll(Name)
               let address = AddressOf(property)
               where address is not null && seen.Add(address.Value)
               select new Attendee(address.Value, null, ComponentTexts.Name(property, limits), ResponseOf(property), IsOptional(property)),
        ];
    }

    /// <summary>The properties of a component as they must be for these attendees; what they say beyond stays.</summary>
    internal static ImmutableArray<Property> Write(Component? component, ImmutableArray<Attendee> attendees, Limits limits)
    {
        var missing = attendees.ToDictionary(attendee => attendee.Email);
        var properties = ImmutableArray.CreateBuilder<Property>();
        foreach (var property in component?.FindAll(Name) ?? [])
        {
            if (AddressOf(property) is not { } address) properties.Add(property);
            else if (missing.Remove(address, out var attendee)) properties.Add(Agreeing(property, attendee, limits));
        }
        properties.AddRange(attendees.Where(attendee => missing.ContainsKey(attendee.Email)).Select(New));
        return properties.ToImmutable();
    }

    internal static IEnumerable<EmailAddress> Addresses(Component component) =>
        component.FindAll(Name).Select(AddressOf).OfType<EmailAddress>();

    internal static Property Organizer(EmailAddress address, string name) => Address("ORGANIZER", address, [new Parameter("CN", name)]);

    private static Property Agreeing(Property property, Attendee attendee, Limits limits)
    {
        if (ComponentTexts.Name(property, limits) != attendee.Name)
            property = attendee.Name is { } name ? property.With(new Parameter("CN", name)) : property.WithoutParameter("CN");
        if (ResponseOf(property) != attendee.Response) property = property.With(Answer(attendee));
        return IsOptional(property) == attendee.Optional
            ? property
            : property.With(new Parameter("ROLE", attendee.Optional ? "OPT-PARTICIPANT" : "REQ-PARTICIPANT"));
    }

    private static Property New(Attendee attendee) => Address(Name, attendee.Email,
    [
        .. attendee.Name is { } name ? [new Parameter("CN", name)] : (ReadOnlySpan<Parameter>)[],
        .. attendee.Optional ? [new Parameter("ROLE", "OPT-PARTICIPANT")] : (ReadOnlySpan<Parameter>)[],
        Answer(attendee),
    ]);

    private static Property Address(string name, EmailAddress address, ReadOnlySpan<Parameter> parameters) =>
        NewProperty.Raw(name, Scheme + address.Text.Replace("%", "%25", StringComparison.Ordinal), parameters)
            ?? throw new ArgumentException("An address holds no control characters.", nameof(address));

    /// <summary>The address itself, or the one beside it where that is another kind of address (RFC 7986, 6.2).</summary>
    private static EmailAddress? AddressOf(Property property)
    {
        var value = property.AsUri();
        var text = value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(value[Scheme.Length..].Split('?')[0].Trim())
            : property.Parameter("EMAIL");
        return text is not null && AddressCheck.IsAddress(text) ? new EmailAddress(text) : null;
    }

    private static ResponseStatus ResponseOf(Property property) => property.Parameter("PARTSTAT")?.ToUpperInvariant() switch
    {
        "ACCEPTED" => ResponseStatus.Accepted,
        "DECLINED" or "DELEGATED" => ResponseStatus.Declined,
        "TENTATIVE" => ResponseStatus.Tentative,
        _ => ResponseStatus.NeedsAction,
    };

    private static bool IsOptional(Property property) => property.Parameter("ROLE")?.ToUpperInvariant() is "OPT-PARTICIPANT" or "NON-PARTICIPANT";

    private static Parameter Answer(Attendee attendee) => new("PARTSTAT", attendee.Response switch
    {
        ResponseStatus.Accepted => "ACCEPTED",
        ResponseStatus.Declined => "DECLINED",
        ResponseStatus.Tentative => "TENTATIVE",
        _ => "NEEDS-ACTION",
    });
}
