using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>BYHOUR, BYMINUTE and BYSECOND as limits of a rule that repeats within the day.</summary>
/// <param name="parts">The rule.</param>
/// <param name="unit">The rule's unit in seconds; parts of finer units expand and are no limits.</param>
internal readonly struct TimeFilter(in RuleParts parts, int unit)
{
    private readonly ulong hours = unit <= 3600 && parts.Hours != 0 ? parts.Hours : ulong.MaxValue;
    private readonly ulong minutes = unit <= 60 && parts.Minutes != 0 ? parts.Minutes : ulong.MaxValue;
    private readonly ulong seconds = unit <= 1 && parts.Seconds != 0 ? parts.Seconds : ulong.MaxValue;

    internal bool IsOpen => (hours & minutes & seconds) == ulong.MaxValue;

    /// <summary>The most units of one day that pass.</summary>
    internal int MostPerDay =>
        Units(hours, 24, 3600) * Units(minutes, 60, 60) * Units(seconds, 60, 1);

    /// <summary>
    /// The second of the day itself when it passes, else a later one before which none does (86,400 when none is left in the day).
    /// </summary>
    internal int Next(int second)
    {
        var hour = second / 3600;
        if ((hours >> hour & 1) == 0)
            return NextUnit(hours, hour, 24) * 3600;
        var minute = second / 60 % 60;
        if ((minutes >> minute & 1) == 0)
            return hour * 3600 + NextUnit(minutes, minute, 60) * 60;
        return (seconds >> (second % 60) & 1) != 0 ? second : second - second % 60 + NextUnit(seconds, second % 60, 60);
    }

    private int Units(ulong units, int all, int length) =>
        unit > length ? 1 : Math.Min(all, BitOperations.PopCount(units));

    private static int NextUnit(ulong units, int after, int end) =>
        Math.Min(end, BitOperations.TrailingZeroCount(units & (ulong.MaxValue << after)));
}
