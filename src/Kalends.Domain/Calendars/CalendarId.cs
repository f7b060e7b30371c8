using System.Globalization;

namespace Kalends.Domain.Calendars;

/// <summary>A calendar. A positive 64-bit number drawn at random, written as a decimal string outside.</summary>
public readonly record struct CalendarId(long Value) : IComparable<CalendarId>
{
    /// <inheritdoc/>
    public int CompareTo(CalendarId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
