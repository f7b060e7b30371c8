namespace Kalends.Recurrence.Clocks;

/// <summary>
/// Reads local times as UTC by RFC 5545, 3.3.5: in an overlap the first, in a gap with the offset before it. The span that was read
/// last is kept, so that neighbours cost one subtraction. All values are seconds.
/// </summary>
internal struct LocalReader(ZoneClock clock)
{
    private ClockTable? table;
    private int index;

    /// <summary>The span of the time that was read last.</summary>
    internal LocalSpan Span { get; private set; }

    internal long Read(long local)
    {
        if (!Span.Contains(local))
            Load(local);
        return local - Span.Offset;
    }

    private void Load(long local)
    {
        if (table is null || local >= table.End)
            table = clock.Covering(local);
        index = table.IndexOfLocal(local, index);
        Span = table[index];
    }
}
