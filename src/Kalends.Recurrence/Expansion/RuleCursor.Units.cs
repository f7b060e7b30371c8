namespace Kalends.Recurrence.Expansion;

/// <summary>The walk over days, hours, minutes and seconds, each of which passes the limits or does not.</summary>
internal partial struct RuleCursor
{
    private const int WorkBeforeProof = 100_000;

    private bool MoveInUnits()
    {
        if (++offsetAt >= plan.Offsets.Length)
        {
            unit += plan.Step;
            if (!FindUnit())
                return false;
            offsetAt = 0;
        }
        Current = unit + plan.Offsets[offsetAt];
        return true;
    }

    private bool SeekUnit(long local)
    {
        unit = plan.AlignUp(Civil.FloorDivide(local, plan.Unit) * plan.Unit);
        if (!FindUnit())
            return false;
        offsetAt = TimeOffsets.FirstFrom(plan.Offsets, local - unit) - 1;
        return true;
    }

    /// <summary>Goes to the first unit, from the present one on, that passes.</summary>
    private bool FindUnit()
    {
        if (!plan.IsFiltered)
            return unit <= limit;
        for (var work = 0; unit <= limit; work++)
        {
            if (work == WorkBeforeProof && !plan.CanPass())
                return false;
            if (work == MostWork)
            {
                IsExhausted = true;
                return false;
            }
            if (unit >= dayEnd && !OpenDay())
                continue;
            var dayStart = dayEnd - Civil.SecondsPerDay;
            var second = (int)(unit - dayStart);
            var next = plan.Times.Next(second);
            if (next == second)
                return true;
            unit = plan.AlignUp(dayStart + next);
        }
        return false;
    }

    /// <summary>Whether the present unit's day passes; else goes on to a later day.</summary>
    private bool OpenDay()
    {
        var day = Civil.DayOf(unit);
        if (plan.Days is { } filter)
        {
            if (!month.Covers(day))
                month = filter.MonthOf(day);
            var next = month.NextFrom(day);
            if (next != day)
            {
                unit = plan.AlignUp(next * (long)Civil.SecondsPerDay);
                return false;
            }
        }
        dayEnd = (day + 1L) * Civil.SecondsPerDay;
        return true;
    }
}
