using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kalends.Recurrence.Expansion;

/// <summary>A set of the numbers 0 to 383: the days of a year (a week-numbering one has up to 371) or ordinals up to 366.</summary>
[InlineArray(Words)]
internal struct DaySet
{
    internal const int Words = 6;
    private ulong word;

    internal readonly bool IsEmpty => (this[0] | this[1] | this[2] | this[3] | this[4] | this[5]) == 0;

    internal readonly bool Contains(int number) => (this[number >> 6] >> (number & 63) & 1) != 0;

    internal void Add(int number) => this[number >> 6] |= 1UL << (number & 63);

    internal void Remove(int number) => this[number >> 6] &= ~(1UL << (number & 63));

    /// <summary>Adds <paramref name="count"/> numbers from <paramref name="first"/> on.</summary>
    internal void AddRange(int first, int count)
    {
        for (var number = first; number < first + count;)
        {
            var bit = number & 63;
            var taken = Math.Min(64 - bit, first + count - number);
            this[number >> 6] |= (taken == 64 ? ulong.MaxValue : (1UL << taken) - 1) << bit;
            number += taken;
        }
    }

    internal void IntersectWith(in DaySet other)
    {
        for (var i = 0; i < Words; i++)
            this[i] &= other[i];
    }

    internal readonly int Count
    {
        get
        {
            var count = 0;
            for (var i = 0; i < Words; i++)
                count += BitOperations.PopCount(this[i]);
            return count;
        }
    }

    internal readonly int[] ToArray()
    {
        var members = new int[Count];
        for (int at = 0, number = NextFrom(0); number >= 0; number = NextFrom(number + 1))
            members[at++] = number;
        return members;
    }

    /// <summary>The smallest member that is at least <paramref name="number"/>, or -1.</summary>
    internal readonly int NextFrom(int number)
    {
        var index = number >> 6;
        if (index >= Words)
            return -1;
        var bits = this[index] & (ulong.MaxValue << (number & 63));
        while (bits == 0)
        {
            if (++index == Words)
                return -1;
            bits = this[index];
        }
        return (index << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The greatest member that is at most <paramref name="number"/>, or -1.</summary>
    internal readonly int LastUpTo(int number)
    {
        if (number < 0)
            return -1;
        var index = Math.Min(number >> 6, Words - 1);
        var bits = number >= Words * 64 ? this[index] : this[index] & (ulong.MaxValue >> (63 - (number & 63)));
        while (bits == 0)
        {
            if (--index < 0)
                return -1;
            bits = this[index];
        }
        return (index << 6) + 63 - BitOperations.LeadingZeroCount(bits);
    }
}
