namespace Kalends.Recurrence.Expansion;

/// <summary>Looks for the last instance of a series that has an end, from the end backwards.</summary>
internal static class LastInstance
{
    internal static Instance? Find(SeriesPlan plan)
    {
        if (plan.IsEndless || End(plan) is not { } end)
            return null;
        // Spans that double: the walk is never longer than twice the distance to the last instance.
        for (long span = Civil.SecondsPerDay; ; span *= 2)
        {
            var from = Math.Max(end - span, plan.StartUtc - Civil.SecondsPerDay);
            if (LastIn(plan, from, end) is { } last)
                return last;
            if (from < plan.StartUtc)
                return null;
        }
    }

    private static Instance? LastIn(SeriesPlan plan, long from, long end)
    {
        Instance? last = null;
        var cursor = new SeriesCursor(plan, from, end);
        while (cursor.MoveNext())
            last = cursor.ToInstance();
        return cursor.IsExhausted ? null : last;
    }

    // A second after which no instance starts, or null where finding it would take too much work.
    private static long? End(SeriesPlan plan)
    {
        var end = plan.Dates[^1].Utc + 1;
        foreach (var rule in plan.Rules)
        {
            if (LastLocal(rule) is not { } last)
                return null;
            end = Math.Max(end, Math.Min(last, Civil.LastSecond) + 2 * Civil.SecondsPerDay);
        }
        return end;
    }

    private static long? LastLocal(BoundedRule rule)
    {
        if (rule.Count is not { } count)
            return rule.LastLocal;
        var last = rule.Plan.Start;
        var cursor = rule.LocalsFrom(rule.Plan.Checkpoints.Before(Civil.LastSecond, count).Local, Civil.LastSecond);
        for (var work = 0; cursor.MoveNext(); work++)
        {
            last = cursor.Current;
            if (work == RuleCursor.MostWalk)
                return null;
        }
        return cursor.IsExhausted ? null : last;
    }
}
