namespace Kalends.Recurrence.Clocks;

/// <summary>A zone's offset from UTC at UTC times, the present span kept. All values are seconds.</summary>
internal struct OffsetReader(ZoneClock clock)
{
    private OffsetSpan span;

    internal int At(long utc)
    {
        if (utc < span.Start || utc >= span.End)
            span = clock.Covering(utc).AtUtc(utc);
        return span.Offset;
    }
}
