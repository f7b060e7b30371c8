using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The days that a MONTHLY rule selects in one month.</summary>
internal static class MonthPeriods
{
    /// <summary>Fills <paramref name="days"/>, index 0 being the month's first day, whose day number is returned.</summary>
    internal static int Fill(in RuleParts parts, int year, int month, ref DaySet days)
    {
        days = default;
        var first = Civil.DayNumber(year, month, 1);
        if (parts.Months != 0 && (parts.Months >> month & 1) == 0)
            return first;
        var length = Civil.DaysInMonth(year, month);
        if (parts.HasMonthDays)
            DayPatterns.AddMonthDays(ref days, in parts, 0, length);
        else
            days.AddRange(0, length);
        if (parts.HasDays)
        {
            var weekday = Civil.Weekday(first);
            var weekdays = new DaySet();
            DayPatterns.AddWeekdays(ref weekdays, parts.Weekdays, weekday);
            if (parts.HasNumberedDays)
                DayPatterns.AddNumberedDays(ref weekdays, in parts, weekday, (0, length));
            days.IntersectWith(in weekdays);
        }
        return first;
    }
}
