using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Edits an event: the series, one instance, or one instance and those after it.</summary>
/// <param name="Edit">Who edits, and where.</param>
/// <param name="Current">The event as it is stored.</param>
/// <param name="Draft">The whole event, or instance, as it shall be.</param>
public sealed record UpdateEvent(EditContext Edit, Event Current, EventDraft Draft)
{
    /// <summary>Which instances are meant.</summary>
    public EditScope Scope { get; init; }

    /// <summary>Required unless the scope is all.</summary>
    public InstanceReference? Instance { get; init; }

    /// <summary>Whether the draft is a merged patch: then what it does not name follows along, and EXDATEs shift with the start.</summary>
    public bool IsPatch { get; init; }

    /// <summary>The version that the client has read; null where any will do.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>The id of the second half, should the series be split. Drawn by the caller.</summary>
    public required EventId NewId { get; init; }

    /// <summary>
    /// Accepts one changed event, or the ended series and the new event, which is then the result. Refuses as not found where there is
    /// no such instance, as stale, as invalid.
    /// </summary>
    public EventDecision Decide(DomainRules rules, Instant now) => throw new NotSupportedException($"{rules}{now}");
}
