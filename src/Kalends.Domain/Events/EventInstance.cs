using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>One instance of an event, found by its original start.</summary>
public sealed record EventInstance
{
    /// <summary>The recurrence id, in the master's zone.</summary>
    public required EventTime OriginalStart { get; init; }

    /// <summary>The instant of the recurrence id.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether no instance comes before it, so that "following" means the whole series.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The instance as it is shown, without a recurrence: what a patch of <c>this</c> is merged into.</summary>
    public required EventContent Content { get; init; }

    /// <summary>The series as if it began here, overrides aside: what a patch of <c>following</c> is merged into.</summary>
    public required EventContent SeriesFromHere { get; init; }

    /// <summary>The override of the instance, if there is one.</summary>
    public required Override? Override { get; init; }
}
