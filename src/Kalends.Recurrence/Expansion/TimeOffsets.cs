using System.Numerics;
using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>The seconds, within one day, hour, minute or second, to which BYHOUR, BYMINUTE and BYSECOND expand.</summary>
internal static class TimeOffsets
{
    private const ulong RealSeconds = (1UL << 60) - 1;

    /// <param name="parts">The rule.</param>
    /// <param name="unit">The length of the enclosing unit in seconds; finer units expand, coarser ones are filters elsewhere.</param>
    /// <param name="startOfDay">The start's second of the day, which fills in what the rule leaves out.</param>
    internal static int[] Build(in RuleParts parts, int unit, int startOfDay)
    {
        var hours = unit < Civil.SecondsPerDay ? 1 : parts.Hours != 0 ? parts.Hours : 1UL << (startOfDay / 3600);
        var minutes = unit < 3600 ? 1 : parts.Minutes != 0 ? parts.Minutes : 1UL << (startOfDay / 60 % 60);
        var seconds = unit < 60 ? 1 : parts.Seconds != 0 ? parts.Seconds & RealSeconds : 1UL << (startOfDay % 60);
        var offsets = new int[BitOperations.PopCount(hours) * BitOperations.PopCount(minutes) * BitOperations.PopCount(seconds)];
        var at = 0;
        for (var h = hours; h != 0; h &= h - 1)
        {
            for (var m = minutes; m != 0; m &= m - 1)
            {
                for (var s = seconds; s != 0; s &= s - 1)
                    offsets[at++] = BitOperations.TrailingZeroCount(h) * 3600
                        + BitOperations.TrailingZeroCount(m) * 60 + BitOperations.TrailingZeroCount(s);
            }
        }
        return offsets;
    }

    /// <summary>The index of the first offset that is at least <paramref name="second"/>.</summary>
    internal static int FirstFrom(int[] offsets, long second)
    {
        int low = 0, high = offsets.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (offsets[middle] < second)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
