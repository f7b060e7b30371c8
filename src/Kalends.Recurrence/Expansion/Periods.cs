using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// The weeks, months or years that a rule walks over. What a period selects depends on its shape alone (of a month: its length and
/// the weekday it begins on). There are few shapes, so each is worked out once. Safe to share between threads.
/// </summary>
/// <param name="parts">The rule, complete.</param>
/// <param name="times">What becomes of a selected day.</param>
/// <param name="shapes">How many shapes there are.</param>
internal abstract class Periods(in RuleParts parts, PeriodTimes times, int shapes)
{
    private readonly RuleParts parts = parts;
    private readonly int[]?[] selected = new int[shapes][];

    /// <summary>How many periods before and after its own a day may land in that a period selects: SKIP can move it over the border.</summary>
    internal virtual int Margin => 0;

    protected ref readonly RuleParts Parts => ref parts;

    /// <summary>The number of the period that a day lies in.</summary>
    internal abstract long Of(int day);

    /// <summary>What a period selects, ascending, in seconds from <paramref name="first"/>, its first midnight.</summary>
    internal int[] Open(long period, out long first)
    {
        var shape = Shape(period, out var firstDay);
        first = firstDay * (long)Civil.SecondsPerDay;
        return selected[shape] ??= Select(period, times);
    }

    protected abstract int Shape(long period, out int firstDay);

    /// <summary>What <see cref="Open"/> gives for every period of this one's shape.</summary>
    protected abstract int[] Select(long period, PeriodTimes times);
}
