using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The days that a YEARLY rule selects in one calendar year.</summary>
internal static class YearPeriods
{
    private const uint AllMonths = 0b1_1111_1111_1110;

    /// <summary>Fills <paramref name="days"/>, index 0 being January 1, whose day number is returned.</summary>
    internal static int Fill(in RuleParts parts, int year, ref DaySet days)
    {
        var first = Civil.YearStart(year);
        var leap = Civil.IsLeap(year);
        var length = leap ? 366 : 365;
        days = default;
        if (parts.HasMonthDays)
            AddMonths(ref days, in parts, leap);
        else if (parts.Months != 0)
            AddWholeMonths(ref days, parts.Months, leap);
        else
            days.AddRange(0, length);
        if (parts.HasYearDays)
        {
            var yearDays = new DaySet();
            DayPatterns.AddYearDays(ref yearDays, in parts, length);
            days.IntersectWith(in yearDays);
        }
        if (parts.HasDays)
        {
            var weekdays = new DaySet();
            AddDays(ref weekdays, in parts, Civil.Weekday(first), leap);
            days.IntersectWith(in weekdays);
        }
        return first;
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
