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

/// <summary>The invitations of a user that matter to a question.</summary>
internal sealed record UserInvitations(Caller User, ImmutableArray<Invitation> All);

/// <summary>What one user has said to invitations.</summary>
internal sealed class Invitations(DomainRules rules, ExpandEvents expand, UserInvitations said)
{
    private readonly Dictionary<EventId, Invitation> byEvent = said.All.ToDictionary(invitation => invitation.Event.Id);

    /// <summary>Whether the user has declined the instance, or the whole without accepting the instance.</summary>
    public bool IsDeclined(BusyOccurrence item) =>
        byEvent.TryGetValue(item.Occurrence.EventId, out var invitation)
        && invitation.Calendar.OwnerId == said.User.Id
        && ResponseTo(invitation, item.Occurrence) == ResponseStatus.Declined;

    /// <summary>What the user has accepted in calendars of others.</summary>
    public IEnumerable<BusyOccurrence> AcceptedElsewhere(TimeRange range) =>
        from invitation in said.All
        where invitation.Calendar.OwnerId != said.User.Id
        from occurrence in Expand(invitation, range)
        where ResponseTo(invitation, occurrence) == ResponseStatus.Accepted
        select new BusyOccurrence(invitation.Calendar.Id, occurrence);

    private ImmutableArray<Occurrence> Expand(Invitation invitation, TimeRange range)
    {
        var found = new FirstOccurrences(int.MaxValue);
        expand.Expand(new RangeQuery(invitation.Calendar, range.From, range.To) { Limit = int.MaxValue }, invitation.Event, found);
        return found.InOrder();
    }

    private ResponseStatus? ResponseTo(Invitation invitation, Occurrence occurrence)
    {
        var @event = invitation.Event;
        if (@event.Answers.IsEmpty && @event.Overrides.All(changed => changed.Attendees is null))
            return @event.Content.Attendees.FirstOrDefault(said.User.Is)?.Response;
        var instance = @event.FindInstance(rules, invitation.Calendar.TimeZone, ReferenceTo(occurrence));
        return instance is null ? null : @event.ResponseOf(said.User, instance.OriginalStart);
    }

    private static InstanceReference ReferenceTo(Occurrence occurrence)
    {
        var original = new ResolvedTime(occurrence.Times.Original, occurrence.Times.OriginalOffset).ToString();
        return InstanceReference.Read(occurrence.Face.OriginalZone is null ? original[..TimeText.DateLength] : original)
            ?? throw new InvalidOperationException("An occurrence's original start reads as none.");
    }
}
