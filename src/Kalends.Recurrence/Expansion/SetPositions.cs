using Kalends.Recurrence.Text;

namespace Kalends.Recurrence.Expansion;

/// <summary>BYSETPOS: which ordinals (from 0) of the instances of one period are chosen.</summary>
internal sealed class SetPositions(in RuleParts parts)
{
    private readonly DaySet fromStart = parts.Positions;
    private readonly DaySet fromEnd = parts.PositionsFromEnd;

    /// <summary>The first chosen ordinal that is at least <paramref name="ordinal"/>, or -1.</summary>
    internal int Next(int ordinal, int total)
    {
        var ahead = fromStart.NextFrom(ordinal + 1) - 1;
        if (ahead < 0 || ahead >= total)
            ahead = -1;
        var back = fromEnd.LastUpTo(total - ordinal);
        if (back <= 0)
            return ahead;
        return ahead < 0 ? total - back : Math.Min(ahead, total - back);
    }

    internal int[] Choose(int[] offsets)
    {
        var chosen = new List<int>();
        for (var at = Next(0, offsets.Length); at >= 0; at = Next(at + 1, offsets.Length))
            chosen.Add(offsets[at]);
        return [.. chosen];
    }
}
