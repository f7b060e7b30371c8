using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>"Information, not contained in the rule, … [is] derived from DTSTART" (RFC 5545, 3.3.10).</summary>
internal static class RuleDefaults
{
    internal static RuleParts Complete(in RuleParts rule, long start, bool isDate)
    {
        var parts = rule;
        if (isDate) // "These rule parts MUST be ignored" where DTSTART is a date.
        {
            parts.Hours = 0;
            parts.Minutes = parts.Seconds = 0;
        }
        if (parts.Frequency < Frequency.Weekly || parts.HasDays || parts.HasMonthDays || parts.HasYearDays)
            return parts;
        var (_, month, day) = Civil.Date(Civil.DayOf(start));
        if (parts.Frequency == Frequency.Weekly || parts.HasWeeks)
        {
            parts.Weekdays = 1U << Civil.Weekday(Civil.DayOf(start));
            return parts;
        }
        parts.MonthDays = 1U << day;
        if (parts.Frequency == Frequency.Yearly && parts.Months == 0)
            parts.Months = 1U << month;
        return parts;
    }
}
