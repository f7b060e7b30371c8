using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The weeks of a WEEKLY rule, numbered from the one of 1970-01-01.</summary>
internal sealed class WeekPeriods(in RuleParts parts, PeriodTimes times, int weekStart) : Periods(in parts, times, None + 1)
{
    // Shapes: the whole week, its first 1 to 6 days, all but its first 1 to 6 days, or no day lies in the months of BYMONTH.
    private const int All = 0;
    private const int AllBut = 6;
    private const int None = 13;
    private const uint Week = 0x7F;

    // 1969-12-29 was a Monday.
    private readonly int firstWeek = weekStart - 4;

    internal override long Of(int day) => Civil.FloorDivide(day - firstWeek, 7);

    protected override int Shape(long period, out int firstDay)
    {
        firstDay = firstWeek + (int)period * 7;
        if (Parts.Months == 0)
            return All;
        var (year, month, day) = Civil.Date(firstDay);
        var inMonth = Civil.DaysInMonth(year, month) - day + 1;
        var passes = (Parts.Months >> month & 1) != 0;
        if (inMonth >= 7 || passes == ((Parts.Months >> (month % 12 + 1) & 1) != 0))
            return passes ? All : None;
        return passes ? inMonth : AllBut + inMonth;
    }

    protected override int[] Select(long period, PeriodTimes times) => times.Of(Days(period).ToArray());

    private DaySet Days(long period)
    {
        var weekdays = Parts.Weekdays >> 1;
        var days = new DaySet();
        days[0] = (weekdays >> (weekStart - 1) | weekdays << (8 - weekStart)) & Week & InMonths(Shape(period, out _));
        return days;
    }

    private static uint InMonths(int shape) => shape switch
    {
        All => Week,
        None => 0,
        <= AllBut => (1U << shape) - 1,
        _ => ~((1U << (shape - AllBut)) - 1),
    };
}
