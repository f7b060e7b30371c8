using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// The days that a YEARLY rule with BYWEEKNO selects. Its periods are week-numbering years, so that a week belongs to one period
/// whole: week 1 of 2025 begins on 2024-12-30 and is not split by INTERVAL or BYSETPOS.
/// </summary>
internal static class WeekYearPeriods
{
    /// <summary>Fills <paramref name="days"/>, index 0 being the first day of week 1, whose day number is returned.</summary>
    internal static int Fill(in RuleParts parts, int weekStart, int year, ref DaySet days)
    {
        var first = WeekYear.Start(year, weekStart);
        var weeks = (WeekYear.Start(year + 1, weekStart) - first) / 7;
        days = default;
        for (var bits = parts.Weeks; bits != 0; bits &= bits - 1)
        {
            var week = BitOperations.TrailingZeroCount(bits);
            if (week <= weeks)
                days.AddRange(7 * (week - 1), 7);
        }
        for (var bits = parts.WeeksFromEnd; bits != 0; bits &= bits - 1)
        {
            var week = BitOperations.TrailingZeroCount(bits);
            if (week <= weeks)
                days.AddRange(7 * (weeks - week), 7);
        }
        if (parts.Weekdays != 0)
        {
            var weekdays = new DaySet();
            DayPatterns.AddWeekdays(ref weekdays, parts.Weekdays, weekStart);
            days.IntersectWith(in weekdays);
        }
        return first;
    }
}
