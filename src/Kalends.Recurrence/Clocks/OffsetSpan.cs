namespace Kalends.Recurrence.Clocks;

/// <summary>A span of UTC, in seconds, in which a zone's clocks have one offset.</summary>
/// <param name="Start">Inclusive; <see cref="Always"/> where it has no start.</param>
/// <param name="End">Exclusive; <see cref="Never"/> where it has no end.</param>
/// <param name="Offset">Local time minus UTC.</param>
internal readonly record struct OffsetSpan(long Start, long End, int Offset)
{
    /// <summary>Before all times, with room for offsets.</summary>
    internal const long Always = -Never;

    /// <summary>After all times, with room for offsets.</summary>
    internal const long Never = long.MaxValue / 2;

    internal long LocalStart => Start + Offset;

    internal long LocalEnd => End + Offset;
}
