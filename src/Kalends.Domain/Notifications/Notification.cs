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

    /// <summary>What is told.</summary>
    public NotificationKind Kind { get; init; }

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

    /// <summary>When it is tried next; the trigger time at first. Whole seconds.</summary>
    public required Instant NextAttempt { get; init; }

    /// <summary>Why the last attempt was in vain, in words without personal data; null where none was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether an operator had it sent again: then it goes out even where it comes too late to be of use.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>Whether it waits for its next attempt.</summary>
    public bool IsDue => Status is NotificationStatus.Pending or NotificationStatus.Retrying;
}

/// <summary>What a notification tells of.</summary>
public enum NotificationKind
{
    /// <summary>One occurrence that comes.</summary>
    Reminder = 0,

    /// <summary>The day's agenda; it names no event, and its start is the hour the user chose.</summary>
    Digest = 1,
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

    /// <summary>A signed HTTP request to an address of the user's choice.</summary>
    Webhook = 3,
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
