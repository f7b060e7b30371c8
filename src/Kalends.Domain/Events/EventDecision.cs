using System.Collections.Immutable;

namespace Kalends.Domain.Events;

/// <summary>What the rules say to an edit.</summary>
public abstract record EventDecision
{
    private EventDecision() { }

    /// <summary>The edit stands; all changes lie in one calendar and are stored together.</summary>
    /// <param name="Changes">At least one.</param>
    /// <param name="Result">The event to answer with: one of the changed ones.</param>
    public sealed record Accepted(ImmutableArray<EventChange> Changes, Event Result) : EventDecision;

    /// <summary>The edit does not stand.</summary>
    public sealed record Refused(Refusal Refusal) : EventDecision;
}
