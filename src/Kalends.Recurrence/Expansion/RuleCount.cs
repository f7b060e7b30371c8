using Kalends.Recurrence.Clocks;

namespace Kalends.Recurrence.Expansion;

/// <summary>Counts instances of a rule as COUNT does: each local time once, the start whether it matches or not.</summary>
internal static class RuleCount
{
    internal static long Before(SeriesPlan plan, int index, long utc)
    {
        var rule = plan.Rules[index];
        if (utc <= plan.StartUtc)
            return 0;
        var first = plan.Clock.FirstLocal(utc);
        var limit = utc + plan.Clock.OffsetAt(utc) - 1;
        var given = rule.Count ?? long.MaxValue;
        var (at, before) = rule.Plan.Checkpoints.Before(first, given);
        var cursor = RuleCursor.From(rule.Plan, at, Math.Min(limit, rule.LastLocal));
        var reader = new LocalReader(plan.Clock);
        while (before < given && cursor.MoveNext())
        {
            // Behind the start of a gap an earlier local time may be a later instant.
            if (cursor.Current < first || reader.Read(cursor.Current) < utc)
                before++;
        }
        var addsStart = index == 0 && !BoundedRule.GivesStart(rule.Plan);
        return Math.Min(before, given) + (addsStart ? 1 : 0);
    }
}
