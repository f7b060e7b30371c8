using Kalends.Recurrence.Clocks;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Walks the instances of one rule in ascending order of their instants (two in a row may be equal). Where clocks go forward, the
/// local times inside the gap fall on the same instants as those behind it; such tangles are merged by <see cref="Tangle"/>.
/// </summary>
internal struct InstantCursor
{
    private RuleCursor rule;
    private LocalReader reader;
    private readonly long lastUtc;
    private Tangle? tangle;
    private bool isHeld;

    internal InstantCursor(RuleCursor rule, ZoneClock clock, long lastUtc)
    {
        this.rule = rule;
        reader = new LocalReader(clock);
        this.lastUtc = lastUtc;
    }

    /// <summary>The instant, in seconds.</summary>
    internal long Current { get; private set; }

    internal readonly bool IsExhausted => rule.IsExhausted;

    internal bool MoveNext()
    {
        if (tangle is { IsEmpty: false })
        {
            Current = tangle.Take();
            return Current <= lastUtc;
        }
        if (isHeld)
            isHeld = false;
        else if (!rule.MoveNext())
            return false;
        Current = reader.Read(rule.Current);
        if (!reader.Span.IsTangled)
            return Current <= lastUtc;
        tangle ??= new Tangle();
        isHeld = tangle.Enter(ref rule, ref reader);
        Current = tangle.Take();
        return Current <= lastUtc;
    }
}
