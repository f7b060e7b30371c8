using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Walks the instances of one rule in ascending order of their instants. Where clocks go forward, the local times inside the gap
/// fall on the same instants as those behind it, so the two are merged: a copy of the rule's walk goes through the gap while the
/// walk itself goes on behind it.
/// </summary>
internal struct InstantCursor
{
    private RuleCursor main;
    private RuleCursor gap;
    private LocalReader reader;
    private readonly long lastUtc;
    private long gapEnd;
    private long gapShift;
    private long mainUtc;
    private bool hasMain;
    private bool hasGap;

    internal InstantCursor(RuleCursor rule, DateTimeZone zone, long lastUtc)
    {
        main = rule;
        reader = new LocalReader(zone);
        this.lastUtc = lastUtc;
    }

    /// <summary>The instant, in seconds.</summary>
    internal long Current { get; private set; }

    internal readonly bool IsExhausted => main.IsExhausted;

    internal bool MoveNext()
    {
        if (hasGap || hasMain)
            return MoveInGap();
        if (!main.MoveNext())
            return false;
        Current = reader.Read(main.Current);
        if (main.Current < reader.GapStart || reader.GapStart == reader.End)
            return Current <= lastUtc;
        EnterGap();
        return MoveInGap();
    }

    private void EnterGap()
    {
        gap = main;
        gapEnd = reader.End;
        gapShift = main.Current - Current;
        hasGap = true;
        do
            hasMain = main.MoveNext();
        while (hasMain && main.Current < gapEnd);
        if (hasMain)
            mainUtc = reader.Read(main.Current);
    }

    private bool MoveInGap()
    {
        var gapUtc = hasGap ? gap.Current - gapShift : long.MaxValue;
        var behindUtc = hasMain ? mainUtc : long.MaxValue;
        Current = Math.Min(gapUtc, behindUtc);
        if (gapUtc == Current)
            hasGap = gap.MoveNext() && gap.Current < gapEnd;
        if (behindUtc == Current)
            MoveMain();
        return Current <= lastUtc;
    }

    // Once the gap is used up, the walk itself goes on alone.
    private void MoveMain()
    {
        hasMain = hasGap && main.MoveNext();
        if (hasMain)
            mainUtc = reader.Read(main.Current);
    }
}
