using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>Short cuts that every test here takes.</summary>
internal static class Texts
{
    public static ParseResult.Parsed Parsed(ReadOnlySpan<byte> text) => Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(text));

    public static ParseResult.Parsed Parsed(string text) => Parsed(Encoding.UTF8.GetBytes(text));

    public static Component Event(params string[] lines) =>
        Parsed("BEGIN:VEVENT\r\n" + string.Concat(lines.Select(l => l + "\r\n")) + "END:VEVENT\r\n").Objects[0];

    public static Property Property(string line) => Event(line).Properties[0];

    public static ParseResult.Refused Refused(string text, ParsingLimits? limits = null) =>
        Assert.IsType<ParseResult.Refused>(ICalendarText.Parse(Encoding.UTF8.GetBytes(text), limits ?? ParsingLimits.Default));

    public static IEnumerable<LeniencyKind> Kinds(string text) => Parsed(text).Leniencies.Select(l => l.Kind);

    public static string Written(ParseResult.Parsed parsed) => string.Concat(parsed.Objects);
}
