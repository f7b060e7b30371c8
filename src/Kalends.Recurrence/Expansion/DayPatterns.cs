using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>Adds what one BY part selects to the days of a year or month.</summary>
internal static class DayPatterns
{
    private static readonly DaySet[] EverySeventh = [.. Enumerable.Range(0, 7).Select(Seventh)];

    /// <summary>
    /// BYMONTHDAY within one month that begins at index <paramref name="first"/>; SKIP=FORWARD may add the day behind the month.
    /// </summary>
    internal static void AddMonthDays(ref DaySet days, in RuleParts parts, int first, int length)
    {
        for (var bits = parts.MonthDays; bits != 0; bits &= bits - 1)
        {
            var day = BitOperations.TrailingZeroCount(bits);
            if (day <= length)
                days.Add(first + day - 1);
            else if (parts.Skip != Skip.Omit)
                days.Add(first + length - (parts.Skip == Skip.Backward ? 1 : 0));
        }
        for (var bits = parts.MonthDaysFromEnd; bits != 0; bits &= bits - 1)
        {
            var day = BitOperations.TrailingZeroCount(bits);
            if (day <= length)
                days.Add(first + length - day);
        }
    }

    /// <summary>BYYEARDAY; index 0 is January 1.</summary>
    internal static void AddYearDays(ref DaySet days, in RuleParts parts, int length)
    {
        for (var day = parts.YearDays.NextFrom(0); day >= 0 && day <= length; day = parts.YearDays.NextFrom(day + 1))
            days.Add(day - 1);
        for (var day = parts.YearDaysFromEnd.NextFrom(0); day >= 0 && day <= length; day = parts.YearDaysFromEnd.NextFrom(day + 1))
            days.Add(length - day);
    }

    /// <summary>BYDAY without numbers, everywhere; <paramref name="weekday"/> is that of index 0.</summary>
    internal static void AddWeekdays(ref DaySet days, uint weekdays, int weekday)
    {
        for (; weekdays != 0; weekdays &= weekdays - 1)
        {
            ref readonly var pattern = ref EverySeventh[(BitOperations.TrailingZeroCount(weekdays) - weekday + 7) % 7];
            for (var i = 0; i < DaySet.Words; i++)
                days[i] |= pattern[i];
        }
    }

    /// <summary>BYDAY with numbers, counted within a span of days; <paramref name="weekday"/> is that of index 0.</summary>
    internal static void AddNumberedDays(ref DaySet days, in RuleParts parts, int weekday, (int First, int Length) span)
    {
        for (var day = 1; day <= 7; day++)
        {
            var earliest = (day - weekday - span.First % 7 + 14) % 7;
            var count = (span.Length - 1 - earliest) / 7 + 1;
            for (var bits = parts.Numbered[day]; bits != 0; bits &= bits - 1)
            {
                var number = BitOperations.TrailingZeroCount(bits);
                if (number <= count)
                    days.Add(span.First + earliest + 7 * (number - 1));
            }
            for (var bits = parts.NumberedFromEnd[day]; bits != 0; bits &= bits - 1)
            {
                var number = BitOperations.TrailingZeroCount(bits);
                if (number <= count)
                    days.Add(span.First + earliest + 7 * (count - number));
            }
        }
    }

    /// <summary>BYDAY of a MONTHLY rule in a month of so many days; <paramref name="weekday"/> is that of its first.</summary>
    internal static DaySet DaysOfMonth(in RuleParts parts, int weekday, int length)
    {
        var days = new DaySet();
        AddWeekdays(ref days, parts.Weekdays, weekday);
        AddNumberedDays(ref days, in parts, weekday, (0, length));
        return days;
    }

    private static DaySet Seventh(int first)
    {
        var days = new DaySet();
        for (var day = first; day < DaySet.Words * 64; day += 7)
            days.Add(day);
        return days;
    }
}
