using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
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

    /// <summary>Of a device that edited without a connection; null for an online edit.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>The id of the second half, should the series be split. Drawn by the caller.</summary>
    public required EventId NewId { get; init; }

    /// <summary>
    /// Accepts one changed event, or the ended series and the new event, which is then the result. Refuses as not found where there is
    /// no such instance, as stale, as invalid.
    /// </summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        var target = ScopedInstance.Find(rules, Edit, Current, Scope, Instance);
        if (target.Refusal is { } refusal) return new EventDecision.Refused(refusal);
        if (ExpectedVersion is { } expected && expected != Current.Version) return new EventDecision.Refused(new Refusal.Stale());
        if (Scope == EditScope.This && (Draft.Recurrence is not null || Draft.Named.HasFlag(EventMembers.Recurrence)))
            return Decided.Invalid("recurrence", "cannot be part of an edit of one instance");
        var run = new EditRun(this, rules, Clock.WholeSeconds(now));
        return target.Instance switch
        {
            null => new EditAll(run).Decide(),
            _ when !Current.Content.IsSeries => new EditAll(run).Decide(),
            var instance when Scope == EditScope.This => new EditThis(run, instance).Decide(),
            var instance => new EditFollowing(run, instance).Decide(),
        };
    }

    /// <summary>Whether the request itself says what the member shall be: a patch by naming it, a replacement always.</summary>
    internal bool Says(EventMembers member) => !IsPatch || Draft.Named.HasFlag(member);

    /// <summary>Whether the request says what the recurrence shall be: not where it is left out.</summary>
    internal bool SaysRecurrence => IsPatch ? Draft.Named.HasFlag(EventMembers.Recurrence) : Draft.Recurrence is not null;
}
