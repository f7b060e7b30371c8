using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>Holds claimed notifications against events, rights and preferences as they are at this moment.</summary>
internal sealed class CheckDue(DomainRules rules, ReadFacts read, MakeDigest digests)
{
    private const int DigestsAtOnce = 16;
    private static readonly Duration UnfinishedMove = Duration.FromSeconds(5);

    /// <summary>One decision for each, in their order.</summary>
    public async Task<ImmutableArray<Decision>> Run(ImmutableArray<Notification> due, Instant now, CancellationToken cancellation)
    {
        var facts = await read.Run(due, cancellation);
        var decisions = new Decision[due.Length];
        var agendas = new List<(int Index, Notification Due, User User)>();
        foreach (var (index, one) in due.Index())
        {
            if (!facts.Users.TryGetValue(one.UserId, out var user)) decisions[index] = new Decision.Drop(one, DropReason.Void);
            else if (one.Kind == NotificationKind.Digest) agendas.Add((index, one, user));
            else decisions[index] = Decide(one, user, new PageAt(facts, now));
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = DigestsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(agendas, options, async (agenda, end) =>
            decisions[agenda.Index] = await digests.Run(agenda.Due, agenda.User, now, end));
        return ImmutableCollectionsMarshal.AsImmutableArray(decisions);
    }

    private Decision Decide(Notification due, User user, PageAt page)
    {
        if (!page.Facts.Events.TryGetValue(due.EventId, out var found)) return new Decision.Drop(due, DropReason.Void);
        // It has left its calendar and not arrived yet; there it will be found.
        if (found.Event.MovedTo is not null) return Wait(due, page.Now + UnfinishedMove);
        var calendar = found.Event.CalendarId;
        if (!page.Facts.Views.TryGetValue(new CalendarSight(calendar, user.Id), out var view)) return new Decision.Drop(due, DropReason.Void);
        var setting = page.Facts.Reminders.GetValueOrDefault(new ReminderPlace(calendar, due.EventId, user.Id));
        var expansion = found.ExpansionFor(view, new Caller(user.Id, user.Email));
        var verdict = new JudgeDue(rules, new DueFacts(user, view, found.Event, setting), expansion).Run(due, page.Now);
        return verdict switch
        {
            DueVerdict.Send { Occurrence: var occurrence } => new Decision.Send(due, MessageOf(due, user, occurrence), found.Event.UpdatedAt) { Seen = view },
            DueVerdict.Postpone { TriggerTime: var at } => Wait(due with { TriggerTime = at }, at) with { Due = due },
            DueVerdict.Drop { Reason: var reason } => new Decision.Drop(due, reason),
            _ => throw new InvalidOperationException($"Nothing is done about {verdict.GetType().Name}."),
        };
    }

    private Message MessageOf(Notification due, User user, Occurrence occurrence) =>
        new(due, user, [occurrence]) { Zone = rules.Zone(user.Preferences.TimeZone) };

    private static Decision.Wait Wait(Notification due, Instant at) =>
        new(due, due with { NextAttempt = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) });

    private readonly record struct PageAt(PageFacts Facts, Instant Now);
}
