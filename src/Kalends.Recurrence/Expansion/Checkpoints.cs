namespace Kalends.Recurrence.Expansion;

/// <summary>
/// How many instances of a rule lie before some of its local times. Made lazily, as far as anybody asked; at most 4,096 are kept, of
/// a longer walk every second, fourth and so on. Safe to share between threads.
/// </summary>
internal sealed class Checkpoints(RulePlan plan)
{
    /// <summary>The most instances that are walked over to count them.</summary>
    private const long MostWalked = 5_000_000;
    private const int MostPoints = 4_096;

    private readonly Lock gate = new();
    private readonly List<long> locals = [];
    private RuleCursor frontier = RuleCursor.From(plan, plan.Start, long.MaxValue);
    private long walked;
    private int spacing = 128;
    private bool isEnded;

    /// <summary>
    /// An instance (or the first second of an evenly spaced unit) that is not after <paramref name="local"/>, the start at least,
    /// and the number of instances before it, less than <paramref name="most"/>.
    /// </summary>
    internal (long Local, long Before) Before(long local, long most)
    {
        if (!plan.IsFiltered && plan.Periods is null && plan.Offsets.Length > 0)
            return Reckon(local, most);
        lock (gate)
        {
            while (!isEnded && walked < most && (walked == 0 || frontier.Current < local))
                Advance();
            var index = LastUpTo(local);
            return index < 0 ? (plan.Start, 0) : (locals[index], (long)index * spacing);
        }
    }

    // Evenly spaced units need no walk.
    private (long Local, long Before) Reckon(long local, long most)
    {
        var skipped = TimeOffsets.FirstFrom(plan.Offsets, plan.Start - plan.Origin);
        var ofLast = (Math.Min(most, long.MaxValue - plan.Offsets.Length) - 1 + skipped) / plan.Offsets.Length;
        var units = Math.Min((local - plan.Origin) / plan.Step, ofLast);
        if (units < 1)
            return (plan.Start, 0);
        return (plan.Origin + units * plan.Step, units * plan.Offsets.Length - skipped);
    }

    private void Advance()
    {
        if (walked == MostWalked || !frontier.MoveNext())
        {
            isEnded = true;
            return;
        }
        if (walked++ % spacing != 0)
            return;
        locals.Add(frontier.Current);
        if (locals.Count <= MostPoints)
            return;
        for (var i = 0; 2 * i < locals.Count; i++)
            locals[i] = locals[2 * i];
        locals.RemoveRange((locals.Count + 1) / 2, locals.Count / 2);
        spacing *= 2;
    }

    private int LastUpTo(long local)
    {
        var found = locals.BinarySearch(local);
        return found >= 0 ? found : ~found - 1;
    }
}
