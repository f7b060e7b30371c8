using System.Numerics;

namespace Kalends.Recurrence.Expansion;

/// <summary>The days of one month that pass a filter: bit 0 is the month's first day.</summary>
internal readonly record struct FilteredMonth(int First, int Length, uint Days)
{
    internal bool Covers(int day) => (uint)(day - First) < (uint)Length;

    internal bool Passes(int day) => (Days >> (day - First) & 1) != 0;

    /// <summary>The first day from <paramref name="day"/> on that passes, or the next month's first where none does.</summary>
    internal int NextFrom(int day)
    {
        var ahead = Days >> (day - First);
        return ahead == 0 ? First + Length : day + BitOperations.TrailingZeroCount(ahead);
    }
}
