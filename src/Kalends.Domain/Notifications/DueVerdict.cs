using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>What is to be done with a due reminder, seen against its event as it is now.</summary>
public abstract record DueVerdict
{
    private DueVerdict() { }

    /// <summary>It tells of this occurrence.</summary>
    public sealed record Send(Occurrence Occurrence) : DueVerdict;

    /// <summary>It belongs at another time: the user's quiet hours have changed.</summary>
    public sealed record Postpone(Instant TriggerTime) : DueVerdict;

    /// <summary>There is nothing to tell.</summary>
    public sealed record Drop(DropReason Reason) : DueVerdict;
}

/// <summary>Why a due notification is not sent.</summary>
public enum DropReason
{
    /// <summary>The event, the occurrence, the reminder, the right to read, or the channel is gone; or it has moved to another time.</summary>
    Void,

    /// <summary>It comes too late to be of use.</summary>
    Stale,

    /// <summary>The user was told as often as one may be told within an hour.</summary>
    Capped,

    /// <summary>The user has no receiver for the channel, or the installation does not offer it.</summary>
    NoReceiver,
}
