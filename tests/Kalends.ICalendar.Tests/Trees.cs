using CsCheck;

namespace Kalends.ICalendar.Tests;

/// <summary>Generated components, with names and texts that are hard on readers.</summary>
internal static class Trees
{
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("", "\r\n", "a\nb\rc", ";", ",", ":", "\\", "\\n", "\"", "^", "^n", "^^'", " ", "\t", "=3D", "\0\u0001\u007f", "\u0085\u2028"),
        Gen.OneOf("e\u0301", "👩‍👩‍👧", "\ud800", "ß", "日本語", "END:VEVENT", "\r\nBEGIN:VALARM\r\n", "\uFEFF"),
        Gen.String[Gen.Char["ab;:,\"^\\\n é漢 "], 0, 120]).List[0, 4].Select(string.Concat);

    private static readonly Gen<string> Name = Gen.OneOf("SUMMARY", "X-A", "x-Mixed", "DTSTART", "ATTENDEE", "X-VERY-LONG-NAME-THAT-GOES-ON-AND-ON-1");

    private static readonly Gen<Parameter> Parameter =
        Gen.Select(Gen.OneOf("CN", "X-P", "tzid", "LABEL"), Text.Array[1, 3], (name, values) => new Parameter(name, values));

    private static readonly Gen<Property> Property =
        Gen.Select(Name, Text, Parameter.Array[0, 3], (name, text, parameters) => NewProperty.Text(name, text, parameters));

    public static readonly Gen<Component> Component = OfDepth(3);

    private static Gen<Component> OfDepth(int depth)
    {
        var name = Gen.OneOf("VEVENT", "VCALENDAR", "X-THING", "valarm");
        var inside = depth == 0 ? Gen.Const(Array.Empty<Component>()) : OfDepth(depth - 1).Array[0, 3];
        // The last property, where there is one, comes after the components: an order the tree must keep.
        return Gen.Select(name, Property.Array[0, 6], inside, Property.Array[0, 1], (n, properties, components, last) =>
            last.Aggregate(Kalends.ICalendar.Component.Create(n, properties, components), (c, p) => Interleaved(c, p)));
    }

    private static Component Interleaved(Component component, Property last)
    {
        var text = component.ToString();
        var end = text.LastIndexOf("END:", StringComparison.Ordinal);
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        new ICalendarWriter(line).Write(last);
        return Texts.Parsed(text[..end] + System.Text.Encoding.UTF8.GetString(line.WrittenSpan) + text[end..]).Objects[0];
    }
}
