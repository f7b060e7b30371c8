using System.Numerics;
using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Bit sets of <see cref="RuleParts"/> as the lists of the public surface.</summary>
internal static class RuleLists
{
    internal static int[] Bits(ulong values, ulong fromEnd = 0)
    {
        var list = new int[BitOperations.PopCount(values) + BitOperations.PopCount(fromEnd)];
        var at = 0;
        for (; values != 0; values &= values - 1)
            list[at++] = BitOperations.TrailingZeroCount(values);
        for (; fromEnd != 0; fromEnd &= fromEnd - 1)
            list[at++] = -BitOperations.TrailingZeroCount(fromEnd);
        return list;
    }

    internal static int[] Bits(in DaySet values, in DaySet fromEnd)
    {
        var list = new int[values.Count + fromEnd.Count];
        var at = 0;
        for (var value = values.NextFrom(0); value >= 0; value = values.NextFrom(value + 1))
            list[at++] = value;
        for (var value = fromEnd.NextFrom(0); value >= 0; value = fromEnd.NextFrom(value + 1))
            list[at++] = -value;
        return list;
    }

    internal static List<RuleWeekday> Days(in RuleParts parts)
    {
        var list = new List<RuleWeekday>();
        foreach (var day in Bits(parts.Weekdays))
            list.Add(new RuleWeekday(0, (IsoDayOfWeek)day));
        for (var day = 1; day <= 7; day++)
        {
            foreach (var number in Bits(parts.Numbered[day], parts.NumberedFromEnd[day]))
                list.Add(new RuleWeekday(number, (IsoDayOfWeek)day));
        }
        return list;
    }
}
