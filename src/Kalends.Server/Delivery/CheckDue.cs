using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>Holds claimed notifications against events, rights and preferences as they are at this moment.</summary>
internal sealed class CheckDue(StorageSet storage, DomainRules rules, MakeDigest digests)
{
    private const int UsersAtOnce = 16;
    private static readonly Duration UnfinishedMove = Duration.FromSeconds(5);

    /// <summary>One decision for each, in their order.</summary>
    public async Task<ImmutableArray<Decision>> Run(ImmutableArray<Notification> due, Instant now, CancellationToken cancellation)
    {
        var events = new EventsAtHand(storage, rules);
        var decisions = new Decision[due.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due.Index().GroupBy(claimed => claimed.Item.UserId), options, async (group, end) =>
        {
            if (await storage.Users.Find(group.Key, end) is not { } found)
            {
                foreach (var (index, item) in group) decisions[index] = new Decision.Drop(item, DropReason.Void);
                return;
            }
            var user = new UserAtHand(storage, found);
            foreach (var (index, item) in group)
                decisions[index] = item.Kind == NotificationKind.Digest
                    ? await digests.Run(item, user.User, now, end)
                    : await Decide(item, new Facts(user, events, now), end);
        });
        return [.. decisions];
    }

    private async Task<Decision> Decide(Notification due, Facts facts, CancellationToken cancellation)
    {
        if (await facts.Events.Find(due.CalendarId, due.EventId, cancellation) is not { } found)
            return new Decision.Drop(due, DropReason.Void);
        // It has left its calendar and not arrived yet; there it will be found.
        if (found.Event.MovedTo is not null) return Wait(due, facts.Now + UnfinishedMove);
        if (await facts.User.FindView(found.Event.CalendarId, cancellation) is not { } view) return new Decision.Drop(due, DropReason.Void);
        var setting = await facts.User.FindReminders(found.Event, cancellation);
        var expansion = found.ExpansionFor(view, facts.User.Caller);
        var verdict = new JudgeDue(rules, new DueFacts(facts.User.User, view, found.Event, setting), expansion).Run(due, facts.Now);
        return verdict switch
        {
            DueVerdict.Send { Occurrence: var occurrence } => new Decision.Send(due, MessageOf(due, facts.User.User, occurrence), found.Event.UpdatedAt),
            DueVerdict.Postpone { TriggerTime: var at } => Wait(due with { TriggerTime = at }, at) with { Due = due },
            DueVerdict.Drop { Reason: var reason } => new Decision.Drop(due, reason),
            _ => throw new InvalidOperationException($"Nothing is done about {verdict.GetType().Name}."),
        };
    }

    private Message MessageOf(Notification due, User user, Domain.Occurrences.Occurrence occurrence) =>
        new(due, user, [occurrence]) { Zone = rules.Zone(user.Preferences.TimeZone) };

    private static Decision.Wait Wait(Notification due, Instant at) =>
        new(due, due with { NextAttempt = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) });

    private sealed record Facts(UserAtHand User, EventsAtHand Events, Instant Now);
}
