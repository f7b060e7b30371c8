namespace Kalends.Recurrence.Expansion;

/// <summary>Decides whether a series may be stored.</summary>
internal static class SeriesJudgement
{
    private const int Probes = 3;

    internal static SeriesVerdict Judge(SeriesPlan plan, SeriesLimits limits)
    {
        for (var i = 0; i < plan.Rules.Length; i++)
        {
            var rule = plan.Rules[i];
            if (rule.LastLocal < rule.Plan.Start || rule.LastUtc < plan.StartUtc)
                return new EndsBeforeStart(i);
            if (Probe(rule.Plan, i) is { } verdict)
                return verdict;
        }
        return Density.Judge(plan, limits.OccurrencesPerYear);
    }

    // COUNT and UNTIL are left out: a rule that can produce may well be cut off before it does, by a split for instance.
    private static SeriesVerdict? Probe(RulePlan plan, int index)
    {
        var cursor = RuleCursor.From(plan, plan.Start, long.MaxValue);
        for (var i = 0; i < Probes; i++)
        {
            if (cursor.MoveNext())
                continue;
            if (cursor.IsExhausted)
                return new WorkExhausted(index);
            return i == 0 ? new NeverProduces(index) : null;
        }
        return null;
    }
}
