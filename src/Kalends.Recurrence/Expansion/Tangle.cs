using Kalends.Recurrence.Clocks;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Local times whose order is not that of their instants. Each span of one offset is walked by a copy of the rule's cursor, and of
/// all copies the one with the earliest instant goes on.
/// </summary>
internal sealed class Tangle
{
    private readonly List<Strand> strands = [];

    internal bool IsEmpty => strands.Count == 0;

    /// <summary>Takes in everything up to the end of the tangle; returns whether the rule has an instance behind it.</summary>
    internal bool Enter(ref RuleCursor rule, ref LocalReader reader)
    {
        var hasMore = true;
        while (hasMore && reader.Span.IsTangled)
        {
            var span = reader.Span;
            strands.Add(new Strand(rule, span));
            do
                hasMore = rule.MoveNext();
            while (hasMore && rule.Current < span.End);
            if (hasMore)
                reader.Read(rule.Current);
        }
        return hasMore;
    }

    internal long Take()
    {
        var earliest = 0;
        for (var i = 1; i < strands.Count; i++)
        {
            if (strands[i].Utc < strands[earliest].Utc)
                earliest = i;
        }
        var strand = strands[earliest];
        var utc = strand.Utc;
        if (strand.MoveNext())
            strands[earliest] = strand;
        else
            strands.RemoveAt(earliest);
        return utc;
    }

    private struct Strand(RuleCursor rule, LocalSpan span)
    {
        private RuleCursor rule = rule;

        internal readonly long Utc => rule.Current - span.Offset;

        internal bool MoveNext() => rule.MoveNext() && rule.Current < span.End;
    }
}
