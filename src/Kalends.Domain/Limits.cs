namespace Kalends.Domain;

/// <summary>How much is too much. Texts are measured in Unicode code points.</summary>
public sealed record Limits
{
    /// <summary>Of titles and of names of people and calendars.</summary>
    public int Title { get; init; } = 1_024;

    /// <summary>Of locations.</summary>
    public int Location { get; init; } = 1_024;

    /// <summary>Of descriptions.</summary>
    public int Description { get; init; } = 65_536;

    /// <summary>Of an iCalendar UID.</summary>
    public int ICalUid { get; init; } = 1_024;

    /// <summary>Characters of iCalendar text that one event carries, its overrides included.</summary>
    public int Carried { get; init; } = 1 << 20;

    /// <summary>Reminders of one user on one event.</summary>
    public int Reminders { get; init; } = 100;

    /// <summary>The earliest reminder, minutes before the start: 366 days.</summary>
    public int ReminderMinutes { get; init; } = 527_040;

    /// <summary>Attendees of one event.</summary>
    public int Attendees { get; init; } = 500;

    /// <summary>Calendar years that a query's range may span.</summary>
    public int RangeYears { get; init; } = 5;

    /// <summary>Occurrences that a series may have within any 12 months.</summary>
    public int OccurrencesPerYear { get; init; } = 100_000;

    /// <summary>The shortest password.</summary>
    public int PasswordMin { get; init; } = 8;

    /// <summary>The longest password, so that hashing it stays cheap.</summary>
    public int PasswordMax { get; init; } = 256;
}
