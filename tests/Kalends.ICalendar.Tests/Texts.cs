using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>Short cuts that every test here takes.</summary>
internal static class Texts
{
    /// <summary>The same by a text that is copied and by one that is kept.</summary>
    public static ParseResult.Parsed Parsed(ReadOnlySpan<byte> text)
    {
        var copied = Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(text));
        var kept = Assert.IsType<ParseResult.Parsed>(ICalendarText.ParseOwned(text.ToArray()));
        Assert.Equal(copied.Objects, kept.Objects);
        Assert.Equal(copied.Leniencies, kept.Leniencies);
        return kept;
    }

    public static ParseResult.Parsed Parsed(string text) => Parsed(Encoding.UTF8.GetBytes(text));

    public static Component Event(params string[] lines) =>
        Parsed("BEGIN:VEVENT\r\n" + string.Concat(lines.Select(l => l + "\r\n")) + "END:VEVENT\r\n").Objects[0];

    public static Property Property(string line) => Event(line).Properties[0];

    public static ParseResult.Refused Refused(string text, ParsingLimits? limits = null)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var refused = Assert.IsType<ParseResult.Refused>(ICalendarText.Parse(octets, limits ?? ParsingLimits.Default));
        Assert.Equal(refused, ICalendarText.ParseOwned(octets, limits ?? ParsingLimits.Default));
        return refused;
    }

    public static IEnumerable<LeniencyKind> Kinds(string text) => Parsed(text).Leniencies.Select(l => l.Kind);

    public static string Written(ParseResult.Parsed parsed) => string.Concat(parsed.Objects);
}
