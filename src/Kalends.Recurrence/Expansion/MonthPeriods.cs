using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The months of a MONTHLY rule, numbered from January of the year 0.</summary>
internal sealed class MonthPeriods(in RuleParts parts, PeriodTimes times) : Periods(in parts, times, Excluded + 1)
{
    // Seven weekdays by four lengths, and the months that BYMONTH leaves out.
    private const int Excluded = 28;

    internal static long Number(int day)
    {
        var (year, month, _) = Civil.Date(day);
        return year * 12L + month - 1;
    }

    internal override long Of(int day) => Number(day);

    protected override int Shape(long period, out int firstDay)
    {
        var (year, month) = ((int)(period / 12), (int)(period % 12) + 1);
        firstDay = Civil.DayNumber(year, month, 1);
        if (Parts.Months != 0 && (Parts.Months >> month & 1) == 0)
            return Excluded;
        return (Civil.Weekday(firstDay) - 1) * 4 + Civil.DaysInMonth(year, month) - 28;
    }

    protected override DaySet Days(long period)
    {
        var days = new DaySet();
        var shape = Shape(period, out var firstDay);
        if (shape == Excluded)
            return days;
        var length = 28 + shape % 4;
        if (Parts.HasMonthDays)
            DayPatterns.AddMonthDays(ref days, in Parts, 0, length);
        else
            days.AddRange(0, length);
        if (Parts.HasDays)
            days.IntersectWith(DayPatterns.DaysOfMonth(in Parts, Civil.Weekday(firstDay), length));
        return days;
    }
}
