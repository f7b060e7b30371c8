using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// The months of a MONTHLY rule with SKIP=FORWARD, where a month may select the first day of the next one. In a rule of every month
/// that day is given by the month in which it lies, so that periods stay in order; with a greater INTERVAL by the month that selects it.
/// </summary>
internal sealed class ForwardMonthPeriods(in RuleParts parts, PeriodTimes times) : Periods(in parts, times, Shapes)
{
    // Twelve months by common and leap years by seven weekdays; that settles the month before, too.
    private const int Shapes = 12 * 2 * 7;

    private bool IsEveryMonth => Parts.Interval == 1;

    internal override int Margin => IsEveryMonth ? 0 : 1;

    internal override long Of(int day) => MonthPeriods.Number(day);

    protected override int Shape(long period, out int firstDay)
    {
        var (year, month) = Split(period);
        firstDay = Civil.DayNumber(year, month, 1);
        return (month - 1) * 14 + (Civil.IsLeap(year) ? 7 : 0) + Civil.Weekday(firstDay) - 1;
    }

    protected override int[] Select(long period, PeriodTimes times)
    {
        var own = SelectAlone(period, times);
        if (!IsEveryMonth)
            return own;
        var end = Length(period);
        var endBefore = Length(period - 1);
        var carried = SelectAlone(period - 1, times).Where(second => second >= endBefore).Select(second => second - endBefore);
        return [.. carried.Concat(own.Where(second => second < end)).Distinct().Order()];
    }

    private int[] SelectAlone(long period, PeriodTimes times)
    {
        var (year, month) = Split(period);
        return times.Of(MonthPeriods.Select(in Parts, year, month).ToArray());
    }

    private static int Length(long period)
    {
        var (year, month) = Split(period);
        return Civil.DaysInMonth(year, month) * Civil.SecondsPerDay;
    }

    private static (int Year, int Month) Split(long period) => ((int)(period / 12), (int)(period % 12) + 1);
}
