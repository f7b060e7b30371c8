using System.Text;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Benchmarks;

/// <summary>Recurrence lines that have too much of something.</summary>
internal static class RuleShapes
{
    private const int Size = 64 * 1024;
    private static readonly SeriesStart Start = new(new LocalDateTime(2026, 3, 2, 9, 0), false, DateTimeZoneProviders.Tzdb["Europe/Zurich"]);

    public static IEnumerable<Shape> All =>
    [
        Rule("BYSECOND values", "FREQ=MINUTELY;BYSECOND=", i => $"{i % 60},"),
        Rule("BYMONTHDAY values", "FREQ=MONTHLY;BYMONTHDAY=", i => $"{(i % 31) + 1},"),
        Rule("BYMONTHDAY values, descending", "FREQ=MONTHLY;BYMONTHDAY=", i => $"-{31 - (i % 31)},"),
        Rule("BYYEARDAY values", "FREQ=YEARLY;BYYEARDAY=", i => $"{(i % 366) + 1},"),
        Rule("BYWEEKNO values", "FREQ=YEARLY;BYWEEKNO=", i => $"{(i % 53) + 1},"),
        Rule("BYDAY values", "FREQ=YEARLY;BYDAY=", i => $"{(i % 53) + 1}MO,"),
        Rule("BYSETPOS values", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=", i => $"{(i % 366) + 1},"),
        Rule("parts of no name", "FREQ=DAILY", _ => ";X-A=1"),
        Rule("parts again and again", "FREQ=DAILY", _ => ";INTERVAL=1"),
        Rule("semicolons", "FREQ=DAILY", _ => ";"),
        Rule("digits", "FREQ=DAILY;INTERVAL=", _ => "0"),
        Lines("RRULE lines", i => $"RRULE:FREQ=DAILY;INTERVAL={i + 1}"),
        Lines("EXDATE lines", i => $"EXDATE:{Day(i)}T090000"),
        Lines("RDATE lines in a zone", i => $"RDATE;TZID=Asia/Tokyo:{Day(i)}T090000"),
        Lines("RDATE lines, descending", i => $"RDATE:{Day(40_000 - i)}T090000"),
        new("lines", "values of an EXDATE", Size, size =>
        {
            var line = "EXDATE:" + string.Join(',', Enumerable.Range(0, size / 16).Select(i => $"{Day(i)}T090000"));
            return () => Read([line]);
        }),
    ];

    private static Shape Rule(string name, string begin, Func<int, string> piece) => new("RRULE", name, Size, size =>
    {
        var text = new StringBuilder(begin);
        for (var i = 0; text.Length < size; i++) text.Append(piece(i));
        var rule = text.ToString().TrimEnd(',') + (begin.EndsWith("INTERVAL=", StringComparison.Ordinal) ? "1" : "");
        return () => RecurrenceRule.Parse(rule) is RuleParsed parsed ? $"read as {parsed.Rule.ToString().Length} characters" : "refused";
    });

    private static Shape Lines(string name, Func<int, string> line) => new("lines", name, Size, size =>
    {
        var lines = Enumerable.Range(0, size / line(0).Length).Select(line).ToArray();
        return () => Read(lines);
    });

    private static string Read(string[] lines)
    {
        if (Series.Parse(Start, lines, DateTimeZoneProviders.Tzdb) is not SeriesParsed parsed) return "refused";
        _ = parsed.Series.ToLines();
        return "read";
    }

    private static string Day(int number) => new LocalDate(2026, 1, 1).PlusDays(number).ToString("uuuuMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
