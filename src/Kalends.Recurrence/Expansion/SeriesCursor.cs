using Kalends.Recurrence.Clocks;

namespace Kalends.Recurrence.Expansion;

/// <summary>Walks a series: its rules and dates merged, exclusions taken out, strictly ascending. All values are UTC seconds.</summary>
internal struct SeriesCursor
{
    private readonly SeriesPlan plan;
    private readonly InstantCursor[] rules;
    private readonly long[] heads;
    private readonly long end;
    private int dateAt;
    private int exclusionAt;
    private OffsetReader offsets;

    /// <param name="plan">The series.</param>
    /// <param name="from">The first second that is wanted.</param>
    /// <param name="end">The first second that is not wanted any more.</param>
    internal SeriesCursor(SeriesPlan plan, long from, long end)
    {
        this.plan = plan;
        // A start inside a gap may be a later instant than local times behind it; it is the first instance nevertheless.
        from = Math.Max(from, plan.StartUtc);
        this.end = Math.Min(end, UnixTime.Last + 1);
        offsets = new OffsetReader(plan.Clock);
        rules = from < this.end ? new InstantCursor[plan.Rules.Length] : [];
        heads = new long[rules.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = plan.Rules[i].InstantsFrom(plan.Clock, from, this.end);
            do
                heads[i] = rules[i].MoveNext() ? rules[i].Current : long.MaxValue;
            while (heads[i] < from);
        }
        while (dateAt < plan.Dates.Length && plan.Dates[dateAt].Utc < from)
            dateAt++;
    }

    internal long Current { get; private set; }

    /// <summary>The duration in seconds of the RDATE that gave the instance, or 0.</summary>
    internal long OwnDuration { get; private set; }

    internal readonly bool IsExhausted => ExhaustedRule >= 0;

    internal readonly int ExhaustedRule => Array.FindIndex(rules, rule => rule.IsExhausted);

    internal bool MoveNext()
    {
        long next;
        do
        {
            next = dateAt < plan.Dates.Length ? plan.Dates[dateAt].Utc : long.MaxValue;
            foreach (var head in heads)
                next = Math.Min(next, head);
            if (next >= end)
                return false;
            Take(next);
        }
        while (IsExcluded(next));
        Current = next;
        return true;
    }

    internal Instance ToInstance()
    {
        var offset = offsets.At(Current);
        var local = Current + offset;
        if (plan.IsDate)
            local = Civil.FloorDivide(local, Civil.SecondsPerDay) * Civil.SecondsPerDay;
        return new Instance(Current, local, offset, OwnDuration);
    }

    // Goes past every source of the instant; "<=" because two local times of a rule may be one instant.
    private void Take(long next)
    {
        OwnDuration = 0;
        if (dateAt < plan.Dates.Length && plan.Dates[dateAt].Utc == next)
            OwnDuration = plan.Dates[dateAt++].Duration;
        for (var i = 0; i < heads.Length; i++)
        {
            while (heads[i] <= next)
                heads[i] = rules[i].MoveNext() ? rules[i].Current : long.MaxValue;
        }
    }

    private bool IsExcluded(long utc)
    {
        var exclusions = plan.Exclusions;
        while (exclusionAt < exclusions.Length && exclusions[exclusionAt].Last < utc)
            exclusionAt++;
        return exclusionAt < exclusions.Length && exclusions[exclusionAt].First <= utc;
    }
}
