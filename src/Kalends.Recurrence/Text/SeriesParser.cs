using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Reads the RRULE, RDATE and EXDATE lines of a series.</summary>
internal sealed class SeriesParser(SeriesStart start, IDateTimeZoneProvider zones)
{
    private readonly List<RecurrenceRule> rules = [];
    private readonly List<SeriesDate> rDates = [];
    private readonly List<SeriesDate> exDates = [];

    internal SeriesReading Read(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (ReadLine(lines[i]) is { } refused)
                return new SeriesRefused(i, refused.Part, refused.Value, refused.Reason);
        }
        return new SeriesParsed(Series.Create(start, rules, rDates, exDates));
    }

    private RuleRefused? ReadLine(string text)
    {
        if (!PropertyLine.TryRead(text, out var line))
            return new RuleRefused("", text, "A line is NAME:VALUE, with parameters after the name where they are needed.");
        return line.Name switch
        {
            "RRULE" => ReadRule(line.Value),
            "RDATE" => new SeriesDateParser(start, zones).Read(line, rDates),
            "EXDATE" => new SeriesDateParser(start, zones).Read(line, exDates),
            "EXRULE" => new RuleRefused("EXRULE", line.Value, "RFC 5545 has taken EXRULE away: name the excluded times in EXDATE."),
            _ => new RuleRefused(line.Name, line.Value, "A recurrence consists of RRULE, RDATE and EXDATE lines."),
        };
    }

    private RuleRefused? ReadRule(string value)
    {
        var reading = RecurrenceRule.Parse(value);
        if (reading is not RuleParsed { Rule: var rule })
            return (RuleRefused)reading;
        if (start.IsDate && rule.Frequency < Frequency.Daily)
            return new RuleRefused("FREQ", rule.Frequency.ToString().ToUpperInvariant(), "An all-day series repeats by days or more.");
        rules.Add(rule);
        return null;
    }
}
