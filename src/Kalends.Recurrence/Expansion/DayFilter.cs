using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>BYMONTH, BYMONTHDAY, BYYEARDAY and BYDAY without numbers as limits, a month at a time.</summary>
internal sealed class DayFilter(in RuleParts parts)
{
    private const ulong EverySeventh = 1UL | 1UL << 7 | 1UL << 14 | 1UL << 21 | 1UL << 28 | 1UL << 35;

    private readonly RuleParts parts = parts;

    internal static bool IsNeededFor(in RuleParts parts) =>
        parts.Weekdays != 0 || parts.Months != 0 || parts.HasMonthDays || parts.HasYearDays;

    /// <summary>The days that pass in the month of <paramref name="day"/>.</summary>
    internal FilteredMonth MonthOf(int day)
    {
        var (year, month, dayOfMonth) = Civil.Date(day);
        var first = day - dayOfMonth + 1;
        var length = Civil.DaysInMonth(year, month);
        if (parts.Months != 0 && (parts.Months >> month & 1) == 0)
            return new FilteredMonth(first, length, 0);
        var days = (uint)((1UL << length) - 1);
        if (parts.HasMonthDays)
            days &= parts.MonthDays >> 1 | FromEnd(length);
        if (parts.Weekdays != 0)
            days &= OnWeekdays(Civil.Weekday(first));
        if (parts.HasYearDays)
            days &= OfYear(year, first - Civil.YearStart(year) + 1, length);
        return new FilteredMonth(first, length, days);
    }

    private uint FromEnd(int length)
    {
        var days = 0U;
        for (var bits = parts.MonthDaysFromEnd; bits != 0; bits &= bits - 1)
        {
            var number = BitOperations.TrailingZeroCount(bits);
            if (number <= length)
                days |= 1U << (length - number);
        }
        return days;
    }

    private uint OnWeekdays(int weekdayOfFirst)
    {
        var days = 0UL;
        for (var bits = parts.Weekdays; bits != 0; bits &= bits - 1)
            days |= EverySeventh << (BitOperations.TrailingZeroCount(bits) - weekdayOfFirst + 7) % 7;
        return (uint)days;
    }

    private uint OfYear(int year, int dayOfYear, int length)
    {
        var days = 0U;
        for (var i = 0; i < length; i++)
        {
            var number = dayOfYear + i;
            if (parts.YearDays.Contains(number) || parts.YearDaysFromEnd.Contains(Civil.DaysInYear(year) + 1 - number))
                days |= 1U << i;
        }
        return days;
    }
}
