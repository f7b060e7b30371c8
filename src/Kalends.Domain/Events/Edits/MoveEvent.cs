using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>
/// Takes an event to another calendar, in two commits: the source's event departs (and is a tombstone that names its target), then it
/// arrives in the target. Whoever finds a departed event that has not arrived can finish the move.
/// </summary>
/// <param name="By">Who moves it; may edit both calendars.</param>
/// <param name="Current">The event as it is stored in the source.</param>
/// <param name="Target">Not the source.</param>
public sealed record MoveEvent(Caller By, Event Current, CalendarId Target)
{
    /// <summary>Of a device that moved it without a connection; null for an online move.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>Accepts the departure, or refuses where the event is not live or already lies in the target.</summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        if (!Current.IsLive) return Decided.NotFound("event");
        if (Current.CalendarId == Target) return Decided.Invalid("calendarId", "is the calendar that the event lies in");
        var departed = Current with
        {
            MovedTo = Target,
            Version = Current.Version + 1,
            Revision = Current.Revision + 1,
            UpdatedAt = Clock.WholeSeconds(now),
            Merge = (Current.Merge ?? MergeRecord.Fresh).Placed(Stamp ?? (Current.Merge ?? MergeRecord.Fresh).Tick(now)),
        };
        return Decided.One(departed.Remember(new Deed(By.Id, HistoryAction.Moved)));
    }

    /// <summary>The arrival of a departed event.</summary>
    /// <param name="departed">The tombstone in the source.</param>
    /// <param name="history">All of its history.</param>
    /// <param name="atTarget">What the target holds under its id: null, or the tombstone of an earlier stay.</param>
    /// <returns>The change to commit in the target; null where the event has arrived already.</returns>
    public static EventChange? Arrive(Event departed, ImmutableArray<HistoryEntry> history, Event? atTarget)
    {
        if (departed.MovedTo is not { } target) throw new ArgumentException("The event has not departed.", nameof(departed));
        // Versions only grow along an event's way, so whatever is there with this one or a later is its arrival or what became of it.
        if (atTarget is not null && atTarget.Version >= departed.Version) return null;
        return new EventChange(departed with { CalendarId = target, MovedTo = null, Revision = (atTarget?.Revision ?? 0) + 1 }, history);
    }
}
