using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>An event that a user is invited to.</summary>
internal sealed record Invitation(Calendar Calendar, Event Event);

/// <summary>What one user has said to invitations.</summary>
internal sealed class Invitations(DomainRules rules, Caller user, ImmutableArray<Invitation> invitations)
{
    private readonly Dictionary<EventId, Invitation> byEvent = invitations.ToDictionary(invitation => invitation.Event.Id);

    public static Invitations None(DomainRules rules) => new(rules, new Caller(default, new EmailAddress("")), []);

    /// <summary>Whether the user has declined the instance, or the whole without accepting the instance.</summary>
    public bool IsDeclined(BusyOccurrence item) =>
        byEvent.TryGetValue(item.Occurrence.EventId, out var invitation)
        && invitation.Calendar.OwnerId == user.Id
        && ResponseTo(invitation, item.Occurrence) == ResponseStatus.Declined;

    /// <summary>What the user has accepted in calendars of others.</summary>
    public IEnumerable<BusyOccurrence> AcceptedElsewhere(TimeRange range) =>
        from invitation in invitations
        where invitation.Calendar.OwnerId != user.Id
        from occurrence in new EventExpansion(rules, invitation.Calendar.TimeZone, invitation.Event).Overlapping(range.From, range.To)
        where occurrence.IsBusy && ResponseTo(invitation, occurrence) == ResponseStatus.Accepted
        select new BusyOccurrence(invitation.Calendar.Id, occurrence);

    private ResponseStatus? ResponseTo(Invitation invitation, Occurrence occurrence)
    {
        var @event = invitation.Event;
        if (@event.Answers.IsEmpty && @event.Overrides.All(changed => changed.Attendees is null))
            return @event.Content.Attendees.FirstOrDefault(user.Is)?.Response;
        var instance = @event.FindInstance(rules, invitation.Calendar.TimeZone, ReferenceTo(occurrence));
        return instance is null ? null : @event.ResponseOf(user, instance.OriginalStart);
    }

    private static InstanceReference ReferenceTo(Occurrence occurrence)
    {
        var original = new ResolvedTime(occurrence.Times.Original, occurrence.Times.OriginalOffset).ToString();
        return InstanceReference.Read(occurrence.Face.OriginalZone is null ? original[..TimeText.DateLength] : original)
            ?? throw new InvalidOperationException("An occurrence's original start reads as none.");
    }
}
