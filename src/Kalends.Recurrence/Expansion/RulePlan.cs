using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// A rule made ready for one start: what the rule leaves out is filled in from the start, times are expanded, periods are numbered.
/// Local times are seconds since 1970-01-01T00:00:00 in the series' zone.
/// </summary>
internal sealed class RulePlan
{
    private readonly RuleParts parts;
    private readonly int weekStart;
    private Checkpoints? checkpoints;

    internal RulePlan(in RuleParts rule, long start, bool isDate)
    {
        parts = RuleDefaults.Complete(in rule, start, isDate);
        weekStart = parts.WeekStart == 0 ? 1 : (int)parts.WeekStart;
        Start = start;
        Unit = parts.Frequency switch { Frequency.Secondly => 1, Frequency.Minutely => 60, Frequency.Hourly => 3600, _ => Civil.SecondsPerDay };
        Offsets = TimeOffsets.Build(in parts, Unit, (int)(start - Civil.DayOf(start) * (long)Civil.SecondsPerDay));
        IsCoarse = parts.Frequency >= Frequency.Weekly;
        Positions = new SetPositions(in parts);
        if (!IsCoarse && parts.HasPositions)
            Offsets = Positions.Choose(Offsets);
        ChoosesInPeriod = IsCoarse && parts.HasPositions;
        Step = (long)parts.Interval * (IsCoarse ? 1 : Unit);
        Origin = IsCoarse ? PeriodOf(start) : Civil.FloorDivide(start, Unit) * Unit;
        Days = new DayFilter(in parts);
        Times = new TimeFilter(in parts, Unit);
        IsFiltered = !Days.IsOpen || !Times.IsOpen;
    }

    /// <summary>DTSTART.</summary>
    internal long Start { get; }

    /// <summary>The seconds of the unit within which <see cref="Offsets"/> lie.</summary>
    internal int Unit { get; }

    /// <summary>The expanded times, in seconds from the start of a unit, ascending.</summary>
    internal int[] Offsets { get; }

    /// <summary>Whether periods are weeks, months or years, which select days, rather than single units that pass or do not.</summary>
    internal bool IsCoarse { get; }

    /// <summary>Whether BYSETPOS has to be applied to each period (for fine rules it is applied to <see cref="Offsets"/>).</summary>
    internal bool ChoosesInPeriod { get; }

    internal SetPositions Positions { get; }

    /// <summary>INTERVAL in periods (coarse) or seconds (fine).</summary>
    internal long Step { get; }

    /// <summary>The start's own period: its number (coarse) or first second (fine).</summary>
    internal long Origin { get; }

    internal DayFilter Days { get; }

    internal TimeFilter Times { get; }

    internal bool IsFiltered { get; }

    /// <summary>More instances than any 12 months can have.</summary>
    internal long MostPerYear =>
        366L * Offsets.Length * (IsCoarse ? 1 : Math.Min(Times.MostPerDay, Civil.SecondsPerDay / Step + 1));

    /// <summary>Where the walk may begin that counts instances.</summary>
    internal Checkpoints Checkpoints => checkpoints ?? Interlocked.CompareExchange(ref checkpoints, new Checkpoints(this), null) ?? checkpoints;

    /// <summary>The number of the week, month or year that a local time lies in.</summary>
    internal long PeriodOf(long local)
    {
        var day = Civil.DayOf(local);
        if (parts.Frequency == Frequency.Weekly)
            return Civil.FloorDivide(day - FirstWeek, 7);
        if (parts.HasWeeks)
            return WeekYear.Of(day, weekStart);
        var (year, month, _) = Civil.Date(day);
        return parts.Frequency == Frequency.Monthly ? year * 12L + month - 1 : year;
    }

    /// <summary>Selects the days of a period; returns the day number that index 0 stands for.</summary>
    internal int Fill(long period, ref DaySet days)
    {
        if (parts.Frequency == Frequency.Weekly)
            return FillWeek((int)period, ref days);
        if (parts.Frequency == Frequency.Monthly)
            return MonthPeriods.Fill(in parts, (int)(period / 12), (int)(period % 12) + 1, ref days);
        if (!parts.HasWeeks)
            return YearPeriods.Fill(in parts, (int)period, ref days);
        var first = WeekYearPeriods.Fill(in parts, weekStart, (int)period, ref days);
        if (parts.Months != 0 || parts.HasMonthDays || parts.HasYearDays)
            Sift(first, ref days);
        return first;
    }

    /// <summary>The first unit at or after a local time that INTERVAL reaches.</summary>
    internal long AlignUp(long local)
    {
        var ahead = local - Origin;
        return Origin + (ahead + Step - 1) / Step * Step;
    }

    /// <summary>Whether any second of the day that the steps can reach passes the limits: false is proof that nothing is ever produced.</summary>
    internal bool CanPass()
    {
        var common = (int)BigInteger.GreatestCommonDivisor(Step, Civil.SecondsPerDay);
        for (var second = (int)(Origin - Civil.FloorDivide(Origin, common) * common); second < Civil.SecondsPerDay; second += common)
        {
            if (Times.Next(second) == second)
                return true;
        }
        return false;
    }

    // 1969-12-29 was a Monday.
    private int FirstWeek => weekStart - 4;

    private int FillWeek(int week, ref DaySet days)
    {
        days = default;
        var first = FirstWeek + week * 7;
        DayPatterns.AddWeekdays(ref days, parts.Weekdays, weekStart);
        days[0] &= 0x7F;
        for (var i = 1; i < DaySet.Words; i++)
            days[i] = 0;
        if (parts.Months != 0)
            Sift(first, ref days);
        return first;
    }

    private void Sift(int first, ref DaySet days)
    {
        for (var day = days.NextFrom(0); day >= 0; day = days.NextFrom(day + 1))
        {
            if (!Days.Passes(first + day, out _))
                days[day >> 6] &= ~(1UL << (day & 63));
        }
    }
}
