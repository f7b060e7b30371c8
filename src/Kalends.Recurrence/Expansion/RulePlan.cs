using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// A rule made ready for one start: what the rule leaves out is filled in from the start, times are expanded, periods are numbered.
/// Local times are seconds since 1970-01-01T00:00:00 in the series' zone.
/// </summary>
internal sealed class RulePlan
{
    private Checkpoints? checkpoints;

    internal RulePlan(in RuleParts rule, long start, bool isDate)
    {
        var parts = RuleDefaults.Complete(in rule, start, isDate);
        Start = start;
        Unit = parts.Frequency switch { Frequency.Secondly => 1, Frequency.Minutely => 60, Frequency.Hourly => 3600, _ => Civil.SecondsPerDay };
        Times = new TimeFilter(in parts, Unit);
        Days = DayFilter.IsNeededFor(in parts) ? new DayFilter(in parts) : null;
        var offsets = TimeOffsets.Build(in parts, Unit, (int)(start - Civil.DayOf(start) * (long)Civil.SecondsPerDay));
        MostPerYear = 366L * offsets.Length;
        var positions = parts.HasPositions ? new SetPositions(in parts) : null;
        if (parts.Frequency >= Frequency.Weekly)
        {
            Periods = PeriodsOf(in parts, new PeriodTimes(offsets, positions));
            Offsets = positions is null || offsets.Length == 0 ? offsets : PeriodTimes.Whole;
            Step = parts.Interval;
            Origin = PeriodOf(start);
            return;
        }
        Offsets = positions is null ? offsets : positions.Choose(offsets);
        Step = (long)parts.Interval * Unit;
        Origin = Civil.FloorDivide(start, Unit) * Unit;
        MostPerYear *= Math.Min(Times.MostPerDay, Civil.SecondsPerDay / Step + 1);
    }

    /// <summary>DTSTART.</summary>
    internal long Start { get; }

    /// <summary>The weeks, months or years of a coarse rule; null where single days, hours, minutes or seconds pass or do not.</summary>
    internal Periods? Periods { get; }

    /// <summary>The seconds of the unit within which <see cref="Offsets"/> lie.</summary>
    internal int Unit { get; }

    /// <summary>The expanded times, in seconds from the start of a unit or from what a period selects, ascending.</summary>
    internal int[] Offsets { get; }

    /// <summary>INTERVAL in periods (coarse) or seconds (fine).</summary>
    internal long Step { get; }

    /// <summary>The start's own period: its number (coarse) or first second (fine).</summary>
    internal long Origin { get; }

    /// <summary>The limits of a fine rule on days; null where it has none.</summary>
    internal DayFilter? Days { get; }

    /// <summary>The limits of a fine rule on times of day.</summary>
    internal TimeFilter Times { get; }

    internal bool IsFiltered => Days is not null || !Times.IsOpen;

    /// <summary>More instances than any 12 months can have.</summary>
    internal long MostPerYear { get; }

    /// <summary>Where the walk may begin that counts instances.</summary>
    internal Checkpoints Checkpoints => checkpoints ?? Interlocked.CompareExchange(ref checkpoints, new Checkpoints(this), null) ?? checkpoints;

    /// <summary>The number of the week, month or year that a local time lies in.</summary>
    internal long PeriodOf(long local) => Periods!.Of(Civil.DayOf(local));

    /// <summary>The first period (coarse) or unit (fine), at or after one, that INTERVAL reaches.</summary>
    internal long AlignUp(long wanted) => Origin + (wanted - Origin + Step - 1) / Step * Step;

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

    private static Periods PeriodsOf(in RuleParts parts, PeriodTimes times)
    {
        var weekStart = parts.WeekStart == 0 ? 1 : (int)parts.WeekStart;
        return parts.Frequency switch
        {
            Frequency.Weekly => new WeekPeriods(in parts, times, weekStart),
            Frequency.Monthly when parts.Skip == Skip.Forward && parts.HasMonthDays => new ForwardMonthPeriods(in parts, times),
            Frequency.Monthly => new MonthPeriods(in parts, times),
            _ when parts.HasWeeks => new WeekYearPeriods(in parts, times, weekStart),
            _ => new YearPeriods(in parts, times),
        };
    }
}
