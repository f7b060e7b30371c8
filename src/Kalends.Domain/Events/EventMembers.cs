namespace Kalends.Domain.Events;

/// <summary>The members of an event that clients write.</summary>
[Flags]
public enum EventMembers
{
    /// <summary>No member.</summary>
    None = 0,

    /// <summary><c>title</c></summary>
    Title = 1 << 0,

    /// <summary><c>description</c></summary>
    Description = 1 << 1,

    /// <summary><c>location</c></summary>
    Location = 1 << 2,

    /// <summary><c>start</c></summary>
    Start = 1 << 3,

    /// <summary><c>end</c></summary>
    End = 1 << 4,

    /// <summary><c>recurrence</c></summary>
    Recurrence = 1 << 5,

    /// <summary><c>status</c></summary>
    Status = 1 << 6,

    /// <summary><c>transparency</c></summary>
    Transparency = 1 << 7,

    /// <summary><c>visibility</c></summary>
    Visibility = 1 << 8,

    /// <summary><c>attendees</c></summary>
    Attendees = 1 << 9,

    /// <summary><c>reminders</c>, the caller's own.</summary>
    Reminders = 1 << 10,

    /// <summary><c>iCalUid</c>, only when the event is made.</summary>
    ICalUid = 1 << 11,
}
