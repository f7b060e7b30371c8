using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// The week-numbering years of a YEARLY rule with BYWEEKNO. They are its periods, so that a week belongs to one period
/// whole: week 1 of 2025 begins on 2024-12-30 and is not split by INTERVAL or BYSETPOS.
/// </summary>
internal sealed class WeekYearPeriods(in RuleParts parts, PeriodTimes times, int weekStart) : Periods(in parts, times, Shapes)
{
    // Seven weekdays of January 1; leap is the year itself, the one before, the one after, or none of them.
    private const int Shapes = 28;

    internal override long Of(int day) => WeekYear.Of(day, weekStart);

    protected override int Shape(long period, out int firstDay)
    {
        var year = (int)period;
        firstDay = WeekYear.Start(year, weekStart);
        var leap = Civil.IsLeap(year) ? 1 : Civil.IsLeap(year - 1) ? 2 : Civil.IsLeap(year + 1) ? 3 : 0;
        return (Civil.Weekday(Civil.YearStart(year)) - 1) * 4 + leap;
    }

    protected override int[] Select(long period, PeriodTimes times) => times.Of(Days(period).ToArray());

    private DaySet Days(long period)
    {
        var first = WeekYear.Start((int)period, weekStart);
        var days = Weeks((WeekYear.Start((int)period + 1, weekStart) - first) / 7);
        if (Parts.Weekdays != 0)
        {
            var weekdays = new DaySet();
            DayPatterns.AddWeekdays(ref weekdays, Parts.Weekdays, weekStart);
            days.IntersectWith(in weekdays);
        }
        if (Parts.Months == 0 && !Parts.HasMonthDays && !Parts.HasYearDays)
            return days;
        var filter = new DayFilter(in Parts);
        for (var day = days.NextFrom(0); day >= 0; day = days.NextFrom(day + 1))
        {
            if (!filter.MonthOf(first + day).Passes(first + day))
                days.Remove(day);
        }
        return days;
    }

    private DaySet Weeks(int count)
    {
        var days = new DaySet();
        for (var bits = Parts.Weeks; bits != 0; bits &= bits - 1)
        {
            var week = BitOperations.TrailingZeroCount(bits);
            if (week <= count)
                days.AddRange(7 * (week - 1), 7);
        }
        for (var bits = Parts.WeeksFromEnd; bits != 0; bits &= bits - 1)
        {
            var week = BitOperations.TrailingZeroCount(bits);
            if (week <= count)
                days.AddRange(7 * (count - week), 7);
        }
        return days;
    }
}
