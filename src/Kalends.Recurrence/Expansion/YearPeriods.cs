using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The calendar years of a YEARLY rule without BYWEEKNO.</summary>
internal sealed class YearPeriods(in RuleParts parts, PeriodTimes times) : Periods(in parts, times, Shapes)
{
    // Seven weekdays, common and leap years.
    private const int Shapes = 14;
    private const uint AllMonths = 0b1_1111_1111_1110;

    internal override long Of(int day) => Civil.Date(day).Year;

    protected override int Shape(long period, out int firstDay)
    {
        firstDay = Civil.YearStart((int)period);
        return (Civil.Weekday(firstDay) - 1) * 2 + (Civil.IsLeap((int)period) ? 1 : 0);
    }

    protected override int[] Select(long period, PeriodTimes times) => times.Of(Days(period).ToArray());

    private DaySet Days(long period)
    {
        var leap = Civil.IsLeap((int)period);
        var length = leap ? 366 : 365;
        var days = new DaySet();
        if (Parts.HasMonthDays)
            AddMonths(ref days, in Parts, leap);
        else if (Parts.Months != 0)
            AddWholeMonths(ref days, Parts.Months, leap);
        else
            days.AddRange(0, length);
        if (Parts.HasYearDays)
        {
            var yearDays = new DaySet();
            DayPatterns.AddYearDays(ref yearDays, in Parts, length);
            days.IntersectWith(in yearDays);
        }
        if (Parts.HasDays)
        {
            var weekdays = new DaySet();
            AddDays(ref weekdays, in Parts, Civil.Weekday(Civil.YearStart((int)period)), leap);
            days.IntersectWith(in weekdays);
        }
        return days;
    }

    private static void AddMonths(ref DaySet days, in RuleParts parts, bool leap)
    {
        for (var months = parts.Months != 0 ? parts.Months : AllMonths; months != 0; months &= months - 1)
        {
            var (first, length) = Month(BitOperations.TrailingZeroCount(months), leap);
            DayPatterns.AddMonthDays(ref days, in parts, first, length);
        }
    }

    private static void AddWholeMonths(ref DaySet days, uint months, bool leap)
    {
        for (; months != 0; months &= months - 1)
        {
            var (first, length) = Month(BitOperations.TrailingZeroCount(months), leap);
            days.AddRange(first, length);
        }
    }

    // Numbers count within the months of BYMONTH, else within the year (3.3.10, note 2 of the table).
    private static void AddDays(ref DaySet days, in RuleParts parts, int weekday, bool leap)
    {
        DayPatterns.AddWeekdays(ref days, parts.Weekdays, weekday);
        if (!parts.HasNumberedDays)
            return;
        if (parts.Months == 0)
            DayPatterns.AddNumberedDays(ref days, in parts, weekday, (0, leap ? 366 : 365));
        for (var months = parts.Months; months != 0; months &= months - 1)
            DayPatterns.AddNumberedDays(ref days, in parts, weekday, Month(BitOperations.TrailingZeroCount(months), leap));
    }

    private static (int First, int Length) Month(int month, bool leap)
    {
        var first = Civil.DayOfYear(month, leap);
        return (first, Civil.DayOfYear(month + 1, leap) - first);
    }
}
