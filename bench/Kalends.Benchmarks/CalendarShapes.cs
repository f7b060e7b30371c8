using System.Text;
using Kalends.ICalendar;

namespace Kalends.Benchmarks;

/// <summary>Calendars that have too much of something; the limits of a server are lifted where they would end the matter at once.</summary>
internal static class CalendarShapes
{
    private const int Size = 256 * 1024;
    private static readonly ParsingLimits Limits = ParsingLimits.Default with { MaxProperties = int.MaxValue, MaxLineLength = int.MaxValue };

    public static IEnumerable<Shape> All =>
    [
        Of("components", "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n"),
        Of("components, eight deep", string.Concat(Enumerable.Repeat("BEGIN:X-A\r\n", 7)) + string.Concat(Enumerable.Repeat("END:X-A\r\n", 7))),
        Of("BEGINs without END", "BEGIN:VEVENT\r\n"),
        Of("ENDs without BEGIN", "END:VEVENT\r\n"),
        Of("properties of one component", "X-A:b\r\n"),
        Of("empty lines", "\r\n"),
        Of("lines that are none", "what is this\r\n"),
        Of("lines with a bare LF", "X-A:b\n"),
        Of("continuations of nothing", " a\r\n"),
        Line("one line, folded at 75", "DESCRIPTION:", new string('a', 72) + "\r\n "),
        Line("one line, folded at every octet", "DESCRIPTION:", "a\r\n "),
        Line("one line, folded inside characters", "DESCRIPTION:", "\u00E4\u20AC\r\n "),
        Line("one line, not folded", "DESCRIPTION:", "abcdefgh"),
        Line("escapes", "DESCRIPTION:", "\\n\\,\\;\\\\"),
        Line("values of a list", "CATEGORIES:", "a,"),
        Line("dates of a list", "EXDATE:", "20260302T090000Z,"),
        Line("parameters", "X-A", ";X-P=a", ":b"),
        Line("values of a parameter", "X-A;X-P=", "a,", "a:b"),
        Line("quoted values of a parameter", "X-A;X-P=", "\"a:;\",", "a:b"),
        Line("carets in a parameter", "X-A;X-P=", "^n^'^^", ":b"),
        Line("quotes that do not close", "X-A", ";X-P=\"a", ":b"),
        Line("quoted-printable", "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:", "=C3=A4"),
        Line("quoted-printable with soft breaks", "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:", "=C3=A4=\r\n"),
        Line("base64", "ATTACH;ENCODING=BASE64;VALUE=BINARY:", "QUJD"),
    ];

    private static Shape Line(string name, string begin, string piece, string end = "") => Make(name, $"BEGIN:VEVENT\r\n{begin}", piece, $"{end}\r\nEND:VEVENT\r\n");

    private static Shape Of(string name, string piece) => Make(name, "", piece, "");

    private static Shape Make(string name, string begin, string piece, string end) => new("iCalendar", name, Size, size =>
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\n").Append(begin);
        text.Insert(text.Length, piece, size / piece.Length).Append(end).Append("END:VCALENDAR\r\n");
        var utf8 = Encoding.UTF8.GetBytes(text.ToString());
        return () => Read(utf8);
    });

    private static string Read(byte[] utf8)
    {
        if (ICalendarText.Parse(utf8, Limits) is not ParseResult.Parsed parsed) return "refused";
        foreach (var component in parsed.Objects)
        {
            Visit(component);
            _ = ICalendarText.WriteToString(component);
        }
        return "read";
    }

    private static void Visit(Component component)
    {
        foreach (var property in component.Properties)
            _ = (property.AsText(), property.AsTextList(), property.AsDatesOrTimes(), property.AsBinary(), property.Parameter("TZID"), property.Parameters.Count());
        foreach (var inside in component.Components) Visit(inside);
    }
}
