using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Brings an event back from the trash, or back to an earlier version.</summary>
/// <param name="By">Who restores.</param>
/// <param name="Current">The event as it is stored.</param>
public sealed record RestoreEvent(Caller By, Event Current)
{
    /// <summary>What the event was in the version asked for; null to take it from the trash as it is.</summary>
    public HistoryEntry? Earlier { get; init; }

    /// <summary>Accepts the event as a new version, or refuses where it is not in the trash. Attendees' answers stay as they are now.</summary>
    public EventDecision Decide(DomainRules rules, Instant now) => throw new NotSupportedException($"{rules}{now}");
}
