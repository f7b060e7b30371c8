namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Walks the local times of one rule in ascending order, from the start on. A copy of it walks on by itself.
/// </summary>
internal partial struct RuleCursor
{
    /// <summary>The most steps between two instances. More than any rule of days needs up to the year 9999.</summary>
    internal const int MostWork = 4_000_000;

    /// <summary>The most instances that are walked over behind a checkpoint.</summary>
    internal const int MostWalk = 1 << 16;

    private readonly RulePlan plan;
    private readonly long limit;
    private long remaining;
    private bool isHeld;
    private int offsetAt;

    // Of a walk over periods:
    private long period;
    private long lastPeriod;
    private long periodStart;
    private int[] selected = [];
    private int selectedAt;

    // Of a walk over units:
    private long unit;
    private long dayEnd = long.MinValue;
    private FilteredMonth month;

    /// <param name="plan">The rule.</param>
    /// <param name="limit">The last local time that is wanted.</param>
    /// <param name="most">How many instances, counted from the start.</param>
    private RuleCursor(RulePlan plan, long limit, long most)
    {
        this.plan = plan;
        this.limit = Math.Min(limit, Civil.LastSecond);
        remaining = most;
    }

    /// <summary>The local time.</summary>
    internal long Current { get; private set; }

    /// <summary>Whether the walk was broken off because it took too much work.</summary>
    internal bool IsExhausted { get; private set; }

    /// <summary>A cursor whose next instance is the first at or after <paramref name="local"/>; arithmetic, no walk.</summary>
    internal static RuleCursor From(RulePlan plan, long local, long limit)
    {
        var cursor = new RuleCursor(plan, limit, long.MaxValue);
        cursor.Seek(Math.Max(local, plan.Start));
        return cursor;
    }

    /// <summary>The same for a rule with COUNT: the walk begins at a checkpoint.</summary>
    internal static RuleCursor From(RulePlan plan, long local, long limit, long count)
    {
        var (at, before) = plan.Checkpoints.Before(local, count);
        var cursor = new RuleCursor(plan, limit, count - before);
        cursor.Seek(at);
        cursor.WalkTo(local);
        return cursor;
    }

    internal bool MoveNext()
    {
        if (remaining <= 0)
            return false;
        if (isHeld)
            isHeld = false;
        else if (!(plan.Periods is null ? MoveInUnits() : MoveInPeriods()) || Current > limit)
        {
            remaining = 0;
            return false;
        }
        remaining--;
        return true;
    }

    // Checkpoints are a few thousand instances apart, except beyond the last of a walk that was broken off.
    private void WalkTo(long local)
    {
        for (var work = 0; MoveNext(); work++)
        {
            if (Current >= local)
            {
                isHeld = true;
                remaining++;
                return;
            }
            if (work == MostWalk)
            {
                IsExhausted = true;
                remaining = 0;
            }
        }
    }

    private void Seek(long local)
    {
        var found = plan.Offsets.Length > 0 && local <= limit && (plan.Periods is null ? SeekUnit(local) : SeekPeriod(local));
        if (!found)
            remaining = 0;
    }
}
