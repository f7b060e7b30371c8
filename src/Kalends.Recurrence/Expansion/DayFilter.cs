using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>BYMONTH, BYMONTHDAY, BYYEARDAY and BYDAY as limits: does a single day pass?</summary>
internal readonly struct DayFilter(in RuleParts parts)
{
    private readonly RuleParts parts = parts;
    private readonly uint weekdays = parts.Weekdays;
    private readonly bool readsDate = parts.Months != 0 || parts.HasMonthDays || parts.HasYearDays;

    internal bool IsOpen => weekdays == 0 && !readsDate;

    /// <summary>Whether the day passes; else <paramref name="next"/> is a later day before which none does.</summary>
    internal bool Passes(int day, out int next)
    {
        next = day + 1;
        if (weekdays != 0 && (weekdays >> Civil.Weekday(day) & 1) == 0)
            return false;
        if (!readsDate)
            return true;
        var (year, month, dayOfMonth) = Civil.Date(day);
        var length = Civil.DaysInMonth(year, month);
        if (parts.Months != 0 && (parts.Months >> month & 1) == 0)
        {
            next = day + length - dayOfMonth + 1;
            return false;
        }
        if (parts.HasMonthDays
            && (parts.MonthDays >> dayOfMonth & 1) == 0 && (parts.MonthDaysFromEnd >> (length + 1 - dayOfMonth) & 1) == 0)
            return false;
        if (!parts.HasYearDays)
            return true;
        var dayOfYear = day - Civil.YearStart(year) + 1;
        return parts.YearDays.Contains(dayOfYear) || parts.YearDaysFromEnd.Contains(Civil.DaysInYear(year) + 1 - dayOfYear);
    }
}
