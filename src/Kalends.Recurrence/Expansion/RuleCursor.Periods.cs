namespace Kalends.Recurrence.Expansion;

/// <summary>The walk over weeks, months and years, each of which selects days.</summary>
internal partial struct RuleCursor
{
    private bool MoveInPeriods()
    {
        do
        {
            if (plan.ChoosesInPeriod ? MoveToChosen() : MoveInPeriod())
                return true;
        }
        while (OpenPeriod(period + plan.Step));
        return false;
    }

    private bool MoveInPeriod()
    {
        if (++offsetAt >= plan.Offsets.Length)
        {
            var next = days.NextFrom(dayAt + 1);
            if (next < 0)
                return false;
            dayAt = next;
            offsetAt = 0;
        }
        Current = (firstDay + dayAt) * (long)Civil.SecondsPerDay + plan.Offsets[offsetAt];
        return true;
    }

    private bool MoveToChosen()
    {
        ordinal = plan.Positions.Next(ordinal + 1, total);
        if (ordinal < 0)
        {
            ordinal = total;
            return false;
        }
        var (day, offset) = Math.DivRem(ordinal, plan.Offsets.Length);
        Current = (firstDay + days.Select(day)) * (long)Civil.SecondsPerDay + plan.Offsets[offset];
        return true;
    }

    /// <summary>Goes to the first period from <paramref name="next"/> on that selects a day.</summary>
    private bool OpenPeriod(long next)
    {
        for (; next <= lastPeriod; next += plan.Step)
        {
            firstDay = plan.Fill(next, ref days);
            if (days.IsEmpty)
                continue;
            period = next;
            dayAt = ordinal = -1;
            offsetAt = plan.Offsets.Length;
            total = plan.ChoosesInPeriod ? days.Count * plan.Offsets.Length : 0;
            return true;
        }
        return false;
    }

    private bool SeekPeriod(long local)
    {
        lastPeriod = plan.PeriodOf(limit);
        var wanted = plan.PeriodOf(local);
        if (!OpenPeriod(plan.AlignUp(wanted)))
            return false;
        if (period > wanted)
            return true;
        if (plan.ChoosesInPeriod)
            SkipChosen(local);
        else
            SkipDays(local);
        return true;
    }

    private void SkipDays(long local)
    {
        var day = Civil.DayOf(local) - firstDay;
        var next = days.NextFrom(day);
        dayAt = next < 0 ? DaySet.Words * 64 - 1 : next;
        offsetAt = next == day ? TimeOffsets.FirstFrom(plan.Offsets, local - (firstDay + day) * (long)Civil.SecondsPerDay) - 1
            : next < 0 ? plan.Offsets.Length : -1;
    }

    private void SkipChosen(long local)
    {
        while (MoveToChosen())
        {
            if (Current < local)
                continue;
            ordinal--;
            return;
        }
    }
}
