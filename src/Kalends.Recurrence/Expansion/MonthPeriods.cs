using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The months of a MONTHLY rule, numbered from January of the year 0.</summary>
internal sealed class MonthPeriods(in RuleParts parts, PeriodTimes times) : Periods(in parts, times, Excluded + 1)
{
    // Seven weekdays by four lengths, and the months that BYMONTH leaves out.
    private const int Excluded = 28;

    internal override long Of(int day) => Number(day);

    /// <summary>The number of the month that a day lies in.</summary>
    internal static long Number(int day)
    {
        var (year, month, _) = Civil.Date(day);
        return year * 12L + month - 1;
    }

    internal static DaySet Select(in RuleParts parts, int year, int month)
    {
        var days = new DaySet();
        if (parts.Months != 0 && (parts.Months >> month & 1) == 0)
            return days;
        var length = Civil.DaysInMonth(year, month);
        if (parts.HasMonthDays)
            DayPatterns.AddMonthDays(ref days, in parts, 0, length);
        else
            days.AddRange(0, length);
        if (parts.HasDays)
            days.IntersectWith(DayPatterns.DaysOfMonth(in parts, Civil.Weekday(Civil.DayNumber(year, month, 1)), length));
        return days;
    }

    protected override int Shape(long period, out int firstDay)
    {
        var (year, month) = ((int)(period / 12), (int)(period % 12) + 1);
        firstDay = Civil.DayNumber(year, month, 1);
        if (Parts.Months != 0 && (Parts.Months >> month & 1) == 0)
            return Excluded;
        return (Civil.Weekday(firstDay) - 1) * 4 + Civil.DaysInMonth(year, month) - 28;
    }

    protected override int[] Select(long period, PeriodTimes times) =>
        times.Of(Select(in Parts, (int)(period / 12), (int)(period % 12) + 1).ToArray());
}
