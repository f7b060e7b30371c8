using Kalends.Recurrence;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>A STANDARD or DAYLIGHT of a VTIMEZONE (RFC 5545, 3.6.5): the times at which an offset begins, and the offset.</summary>
/// <param name="Name">TZNAME; empty without.</param>
/// <param name="From">The offset before each onset.</param>
/// <param name="To">The offset from each onset on.</param>
/// <param name="IsDaylight">True for DAYLIGHT.</param>
/// <param name="Onsets">The onsets. They are local in <paramref name="From"/>, so that is the series' zone.</param>
internal sealed record Observance(string Name, Offset From, Offset To, bool IsDaylight, Series Onsets)
{
    /// <summary>Null when a required property is missing or cannot be understood.</summary>
    public static Observance? Read(Component component)
    {
        if (component.Find("TZOFFSETFROM")?.AsOffset() is not { } from || component.Find("TZOFFSETTO")?.AsOffset() is not { } to) return null;
        if (component.Find("DTSTART")?.AsDateOrTime() is not { } first) return null;
        var start = new SeriesStart(Local(first), IsDate: false, DateTimeZone.ForOffset(from));
        List<RecurrenceRule> rules = [];
        foreach (var property in component.FindAll("RRULE"))
        {
            if (property.AsRecurrenceRule() is not RuleParsed { Rule: { Frequency: Frequency.Yearly or Frequency.Monthly } rule }) return null;
            rules.Add(rule);
        }
        List<SeriesDate> dates = [];
        foreach (var property in component.FindAll("RDATE"))
        {
            if (property.AsDatesOrTimes() is not { } times) return null;
            dates.AddRange(times.Select(t => new SeriesDate(Local(t), SeriesDateForm.Local)));
        }
        var name = component.Find("TZNAME")?.AsText() ?? "";
        return new Observance(name, from, to, component.IsNamed("DAYLIGHT"), Series.Create(start, rules, dates, []));
    }

    /// <summary>Onsets are local times (3.6.5); some writers add a Z to them and mean the same.</summary>
    private static LocalDateTime Local(DateOrTime time) => time switch
    {
        DateOrTime.Floating floating => floating.Local,
        DateOrTime.Zoned zoned => zoned.Local,
        DateOrTime.Utc utc => utc.Time,
        _ => time.Day.AtMidnight(),
    };
}
