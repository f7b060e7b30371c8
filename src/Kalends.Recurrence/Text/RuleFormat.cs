using System.Globalization;
using System.Text;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Writes the canonical text of a rule.</summary>
internal static class RuleFormat
{
    internal static string Write(in RuleParts parts)
    {
        var text = new StringBuilder(parts.Skip == Skip.Omit ? "FREQ=" : "RSCALE=GREGORIAN;FREQ=").Append(parts.Frequency.ToString().ToUpperInvariant());
        if (parts.Until is { } until)
            text.Append(";UNTIL=").Append(until.ToString());
        if (parts.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $";COUNT={parts.Count}");
        if (parts.Interval > 1)
            text.Append(CultureInfo.InvariantCulture, $";INTERVAL={parts.Interval}");
        if (parts.Skip != Skip.Omit)
            text.Append(";SKIP=").Append(parts.Skip.ToString().ToUpperInvariant());
        List(text, "BYMONTH", RuleLists.Bits(parts.Months));
        List(text, "BYWEEKNO", RuleLists.Bits(parts.Weeks, parts.WeeksFromEnd));
        List(text, "BYYEARDAY", RuleLists.Bits(in parts.YearDays, in parts.YearDaysFromEnd));
        List(text, "BYMONTHDAY", RuleLists.Bits(parts.MonthDays, parts.MonthDaysFromEnd));
        List(text, "BYDAY", RuleLists.Days(in parts));
        List(text, "BYHOUR", RuleLists.Bits(parts.Hours));
        List(text, "BYMINUTE", RuleLists.Bits(parts.Minutes));
        List(text, "BYSECOND", RuleLists.Bits(parts.Seconds));
        List(text, "BYSETPOS", RuleLists.Bits(in parts.Positions, in parts.PositionsFromEnd));
        if (parts.WeekStart is not (IsoDayOfWeek.None or IsoDayOfWeek.Monday))
            text.Append(";WKST=").Append(Weekdays.Name(parts.WeekStart));
        return text.ToString();
    }

    private static void List<T>(StringBuilder text, string part, IReadOnlyList<T> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i == 0)
                text.Append(';').Append(part).Append('=');
            else
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{values[i]}");
        }
    }
}
