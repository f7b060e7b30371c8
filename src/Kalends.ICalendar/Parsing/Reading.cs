namespace Kalends.ICalendar;

/// <summary>One step of <see cref="ICalendarReader"/>. <see cref="Finished"/> or <see cref="Refused"/> is the last.</summary>
public abstract record Reading
{
    private protected Reading()
    {
    }

    /// <summary>A calendar (or another outermost component) began.</summary>
    /// <param name="Head">It, with the properties that stand before its first component.</param>
    public sealed record Began(Component Head) : Reading;

    /// <summary>One component of the calendar, whole.</summary>
    /// <param name="Component">The component with all inside it.</param>
    /// <param name="Line">The line of its BEGIN.</param>
    public sealed record ComponentRead(Component Component, int Line) : Reading;

    /// <summary>The calendar ended.</summary>
    /// <param name="Whole">It with all its own properties, and without the components that were handed out.</param>
    public sealed record Ended(Component Whole) : Reading;

    /// <summary>The end of the text.</summary>
    /// <param name="Leniencies">What was not as it should be, by first line.</param>
    public sealed record Finished(IReadOnlyList<Leniency> Leniencies) : Reading;

    /// <summary>The text cannot be read further. What was handed out before is right.</summary>
    /// <param name="Line">The line (from 1) where it failed.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(int Line, RefusalReason Reason) : Reading;
}
