namespace Kalends.ICalendar;

/// <summary>What became of a text: <see cref="Parsed"/> or <see cref="Refused"/>.</summary>
public abstract record ParseResult
{
    private protected ParseResult()
    {
    }

    /// <summary>The text was read.</summary>
    /// <param name="Objects">The outermost components in order: usually one VCALENDAR (RFC 5545, 3.4 permits several).</param>
    /// <param name="Leniencies">What was not as it should be, by first line; empty for a strict text.</param>
    public sealed record Parsed(IReadOnlyList<Component> Objects, IReadOnlyList<Leniency> Leniencies) : ParseResult;

    /// <summary>The text was not read.</summary>
    /// <param name="Line">The line (from 1) where it failed.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(int Line, RefusalReason Reason) : ParseResult;
}
