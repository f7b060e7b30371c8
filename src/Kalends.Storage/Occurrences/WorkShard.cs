using Kalends.Domain.Calendars;

namespace Kalends.Storage.Occurrences;

/// <summary>One of equal parts of all calendars, for background work that several processes share.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Of">How many parts there are.</param>
public readonly record struct WorkShard(int Number, int Of)
{
    /// <summary>All calendars.</summary>
    public static WorkShard Whole { get; } = new(0, 1);

    /// <summary>Whether the calendar is in this part: always in the same one of as many.</summary>
    public bool Has(CalendarId calendar) => (int)((ulong)calendar.Value % (ulong)Of) == Number;
}
