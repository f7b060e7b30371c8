using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>Which invitations matter to a range.</summary>
/// <param name="Asked">The user and the range.</param>
/// <param name="Own">The user's calendars.</param>
/// <param name="Indexed">Events elsewhere that the index has in the range; null where it was not asked, and all may be in it.</param>
internal sealed record InvitationQuery(BusyRange Asked, IReadOnlyDictionary<CalendarId, Calendar> Own, IReadOnlySet<EventId>? Indexed);

/// <summary>Reads the events to which a user is invited, as they are now: what the index says of them is only a hint.</summary>
internal sealed class ReadInvitations(StorageSet storage, DomainRules rules, ExpandEvents expand)
{
    public async Task<Invitations> Run(InvitationQuery query, CancellationToken cancellation)
    {
        var user = query.Asked.User;
        var participations = await storage.Occurrences.ListParticipations(user, cancellation);
        var relevant = participations.Where(said => Matters(said, query)).ToLookup(said => said.CalendarId);
        if (relevant.Count == 0 || await storage.Users.Find(user, cancellation) is not { } account)
            return Found(default, new EmailAddress(""), []);
        var found = ImmutableArray.CreateBuilder<Invitation>();
        foreach (var group in relevant)
        {
            if (await storage.Calendars.Find(group.Key, user, cancellation) is not { Calendar: { Deleted: null } calendar }) continue;
            var events = await storage.Events.FindMany(group.Key, [.. group.Select(participation => participation.EventId)], cancellation);
            found.AddRange(events.Where(@event => @event.IsLive).Select(@event => new Invitation(calendar, @event)));
        }
        return Found(user, account.Email, found.ToImmutable());
    }

    private Invitations Found(UserId user, EmailAddress address, ImmutableArray<Invitation> found) =>
        new(rules, expand, new UserInvitations(new Caller(user, address), found));

    /// <summary>
    /// In a calendar of one's own, only what is declined; elsewhere what is accepted, as far as the index can tell that it is in the
    /// range.
    /// </summary>
    private static bool Matters(Participation participation, InvitationQuery query)
    {
        if (query.Own.ContainsKey(participation.CalendarId)) return participation.Response == ResponseStatus.Declined;
        return participation.Response == ResponseStatus.Accepted
            && (query.Indexed is not { } indexed || indexed.Contains(participation.EventId) || !IsIndexed(query.Asked));
    }

    private static bool IsIndexed(BusyRange asked)
    {
        var window = ProjectionWindow.Around(asked.Now);
        return window.Start <= asked.Range.From && ProjectionWindow.DueBefore(asked.Now) >= asked.Range.To;
    }
}
