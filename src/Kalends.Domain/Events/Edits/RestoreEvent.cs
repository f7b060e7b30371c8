using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Brings an event back from the trash, or back to an earlier version.</summary>
/// <param name="By">Who restores.</param>
/// <param name="Current">The event as it is stored.</param>
public sealed record RestoreEvent(Caller By, Event Current)
{
    /// <summary>What the event was in the version asked for; null to take it from the trash as it is.</summary>
    public HistoryEntry? Earlier { get; init; }

    /// <summary>Accepts the event as a new version, or refuses where it is not in the trash. Answers stay as they are now.</summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        if (Current.MovedTo is not null) return Decided.NotFound("event");
        if (Current.Deleted is null && Earlier is null)
            return new EventDecision.Refused(new Refusal.Conflicting("the event is not in the trash"));
        var restored = Earlier is null ? Current : AsItWas(Earlier.After);
        var after = (restored with
        {
            Deleted = null,
            Version = Current.Version + 1,
            Revision = Current.Revision + 1,
            UpdatedAt = Clock.WholeSeconds(now),
        }).StampedAfter(Current, now);
        return Decided.One(after.Remember(new Deed(By.Id, HistoryAction.Restored)
        {
            Changed = MemberNames.Changed(Current.Content, after.Content, !after.Overrides.SequenceEqual(Current.Overrides)),
        }));
    }

    private Event AsItWas(Event earlier)
    {
        var answers = Current.Content.Attendees.ToDictionary(attendee => attendee.Email);
        return Current with
        {
            Content = earlier.Content with { Attendees = Answered(earlier.Content.Attendees, answers) },
            Overrides = [.. earlier.Overrides.Select(o => o.Attendees is { } some ? o with { Attendees = Answered(some, answers) } : o)],
        };
    }

    private static ImmutableArray<Attendee> Answered(ImmutableArray<Attendee> attendees, Dictionary<EmailAddress, Attendee> now) =>
        [.. attendees.Select(a => now.TryGetValue(a.Email, out var b) ? a with { UserId = b.UserId, Response = b.Response } : a)];
}
