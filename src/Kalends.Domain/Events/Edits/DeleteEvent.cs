using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Puts an event into the trash, cancels one instance, or ends a series before an instance.</summary>
/// <param name="Edit">Who deletes, and where.</param>
/// <param name="Current">The event as it is stored.</param>
public sealed record DeleteEvent(EditContext Edit, Event Current)
{
    /// <summary>Which instances are meant.</summary>
    public EditScope Scope { get; init; }

    /// <summary>Required unless the scope is all.</summary>
    public InstanceReference? Instance { get; init; }

    /// <summary>The version that the client has read; null where any will do.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Accepts the event in the trash or without the instances, or refuses as not found or stale.</summary>
    public EventDecision Decide(DomainRules rules, Instant now) => throw new NotSupportedException($"{rules}{now}");
}
