namespace Kalends.ICalendar;

/// <summary>PERIOD (RFC 5545, 3.3.9).</summary>
public abstract record PeriodValue
{
    private protected PeriodValue()
    {
    }

    /// <summary>From one time until before another.</summary>
    public sealed record Until(DateOrTime Start, DateOrTime End) : PeriodValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Start}/{End}";
    }

    /// <summary>From one time, for as long as the duration.</summary>
    public sealed record Lasting(DateOrTime Start, NominalDuration Duration) : PeriodValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Start}/{Duration}";
    }

    /// <summary>Reads one value; null when it is none. Local times are in the given zone, where one is given.</summary>
    public static PeriodValue? Parse(ReadOnlySpan<byte> raw, string? tzId)
    {
        var slash = raw.IndexOf((byte)'/');
        if (slash < 0 || DateOrTime.Parse(raw[..slash], tzId) is not { } start || start is DateOrTime.Date) return null;
        var rest = raw[(slash + 1)..];
        if (NominalDuration.Parse(rest) is { IsNegative: false } duration) return new Lasting(start, duration);
        return DateOrTime.Parse(rest, tzId) is { } end and not DateOrTime.Date ? new Until(start, end) : null;
    }
}
