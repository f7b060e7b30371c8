namespace Kalends.Recurrence.Expansion;

/// <summary>
/// The Gregorian calendar on integers: days since 1970-01-01, seconds since its midnight (of local time, so without leap
/// seconds or clock changes). Weekdays are 1 (Monday) to 7, as in ISO 8601.
/// </summary>
internal static class Civil
{
    internal const int SecondsPerDay = 86_400;
    private const int DaysPerEra = 146_097; // 400 years

    /// <summary>9999-12-31T23:59:59.</summary>
    internal static readonly long LastSecond = (DayNumber(9999, 12, 31) + 1L) * SecondsPerDay - 1;

    private static ReadOnlySpan<int> DaysBeforeMonth => [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    internal static bool IsLeap(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    internal static int DaysInYear(int year) => IsLeap(year) ? 366 : 365;

    internal static int DaysInMonth(int year, int month) =>
        month == 2 ? (IsLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

    /// <summary>The index, from 0, of a month's first day in its year.</summary>
    internal static int DayOfYear(int month, bool leap) => DaysBeforeMonth[month] + (leap && month > 2 ? 1 : 0);

    internal static int DayNumber(int year, int month, int day) =>
        YearStart(year) + DayOfYear(month, IsLeap(year)) + day - 1;

    internal static int YearStart(int year)
    {
        var before = year - 1;
        return before * 365 + FloorDivide(before, 4) - FloorDivide(before, 100) + FloorDivide(before, 400) - 719_162;
    }

    /// <summary>The year, month and day of a day number (a year here begins in March, so that the leap day is its last).</summary>
    internal static (int Year, int Month, int Day) Date(int dayNumber)
    {
        var shifted = dayNumber + 719_468;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = shifted - era * DaysPerEra;
        var yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var marchMonth = (5 * dayOfYear + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    }

    internal static int Weekday(int dayNumber) => FloorModulo(dayNumber + 3, 7) + 1;

    internal static int DayOf(long second) => (int)FloorDivide(second, SecondsPerDay);

    internal static int FloorDivide(int value, int divisor) => value >= 0 ? value / divisor : (value - divisor + 1) / divisor;

    internal static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : (value - divisor + 1) / divisor;

    private static int FloorModulo(int value, int divisor) => value - FloorDivide(value, divisor) * divisor;
}
