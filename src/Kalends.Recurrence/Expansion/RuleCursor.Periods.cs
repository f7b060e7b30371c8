namespace Kalends.Recurrence.Expansion;

/// <summary>The walk over weeks, months and years, each of which selects days.</summary>
internal partial struct RuleCursor
{
    private bool MoveInPeriods()
    {
        if (++offsetAt >= plan.Offsets.Length)
        {
            if (++selectedAt >= selected.Length && !OpenPeriod(period + plan.Step))
                return false;
            offsetAt = 0;
        }
        Current = periodStart + selected[selectedAt] + plan.Offsets[offsetAt];
        return true;
    }

    /// <summary>Goes to the first period from <paramref name="next"/> on that selects anything.</summary>
    private bool OpenPeriod(long next)
    {
        for (; next <= lastPeriod; next += plan.Step)
        {
            selected = plan.Periods!.Open(next, out periodStart);
            if (selected.Length == 0)
                continue;
            period = next;
            selectedAt = 0;
            return true;
        }
        return false;
    }

    private bool SeekPeriod(long local)
    {
        lastPeriod = plan.PeriodOf(limit) + plan.Periods!.Margin;
        if (!OpenPeriod(plan.AlignUp(plan.PeriodOf(local) - plan.Periods.Margin)))
            return false;
        while (periodStart + selected[^1] + plan.Offsets[^1] < local)
        {
            if (!OpenPeriod(period + plan.Step))
                return false;
        }
        SkipInPeriod(local - periodStart);
        return true;
    }

    // To just before the first instance that is wanted.
    private void SkipInPeriod(long second)
    {
        while (selected[selectedAt] + plan.Offsets[^1] < second)
            selectedAt++;
        offsetAt = TimeOffsets.FirstFrom(plan.Offsets, second - selected[selectedAt]) - 1;
    }
}
