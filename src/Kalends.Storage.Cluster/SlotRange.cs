using System.Globalization;

namespace Kalends.Storage.Cluster;

/// <summary>Consecutive slots, both ends included: 0 to 4095.</summary>
public readonly record struct SlotRange(int First, int Last)
{
    /// <summary>How many slots there are; fixed for ever, since rows carry their slot.</summary>
    public const int Slots = 4096;

    /// <summary>Every slot.</summary>
    public static SlotRange All => new(0, Slots - 1);

    /// <summary>Reads <c>0-2047</c> or <c>7</c>; null for anything else.</summary>
    public static SlotRange? Parse(string text)
    {
        string[] ends = text.Split('-');
        if (ends.Length > 2 || !TryRead(ends[0], out int first) || !TryRead(ends[^1], out int last) || first > last) return null;
        return new SlotRange(first, last);
    }

    /// <summary>Whether the slot lies within.</summary>
    public bool Contains(int slot) => slot >= First && slot <= Last;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";

    private static bool TryRead(string text, out int slot) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out slot) && slot < Slots;
}
