using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>One due message: for one user, one instance, one reminder, one channel.</summary>
public sealed record Notification
{
    /// <summary>A hash of user, event, original start, offset and channel: making it again gives the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who is told.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Where the event lies.</summary>
    public required CalendarId CalendarId { get; init; }

    /// <summary>What it is about.</summary>
    public required EventId EventId { get; init; }

    /// <summary>Which instance.</summary>
    public required OccurrenceId OccurrenceId { get; init; }

    /// <summary>The instance's start.</summary>
    public required Instant Start { get; init; }

    /// <summary>When to send, quiet hours already applied.</summary>
    public required Instant TriggerTime { get; init; }

    /// <summary>The reminder behind it, minutes before the start.</summary>
    public required int Offset { get; init; }

    /// <summary>How.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Where it stands.</summary>
    public NotificationStatus Status { get; init; }

    /// <summary>Attempts made after the first.</summary>
    public int RetryCount { get; init; }

    /// <summary>When it is tried next; the trigger time at first.</summary>
    public required Instant NextAttempt { get; init; }
}

/// <summary>A way to reach a user.</summary>
public enum Channel
{
    /// <summary>Mail.</summary>
    Email = 0,

    /// <summary>Web push.</summary>
    Push = 1,

    /// <summary>Text message.</summary>
    Sms = 2,
}

/// <summary>Where a notification stands.</summary>
public enum NotificationStatus
{
    /// <summary>Not yet tried.</summary>
    Pending = 0,

    /// <summary>Handed over.</summary>
    Sent = 1,

    /// <summary>Given up.</summary>
    Failed = 2,

    /// <summary>Tried in vain, to be tried again.</summary>
    Retrying = 3,
}
