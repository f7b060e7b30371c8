using System.Collections.Immutable;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>What a due reminder is held against.</summary>
/// <param name="User">Who is to be told.</param>
/// <param name="View">Where the event lies, with the user's grant.</param>
/// <param name="Event">As it is stored.</param>
/// <param name="Setting">What the user has set on it; null where nothing was set.</param>
public sealed record DueFacts(User User, CalendarView View, Event Event, ReminderChoice? Setting);

/// <summary>The reminders that a user chose for an event.</summary>
/// <param name="Minutes">Null for the user's default.</param>
public sealed record ReminderChoice(ImmutableArray<int>? Minutes);

/// <summary>
/// Holds a due reminder against the truth, which stored notifications only follow: it is sent if planning anew would plan it.
/// </summary>
public sealed class JudgeDue(DomainRules rules, DueFacts facts, EventExpansion expansion)
{
    /// <summary>What is to be done with it now.</summary>
    /// <param name="due">Of the user and the event of the facts.</param>
    /// <param name="now">With fractions of a second.</param>
    public DueVerdict Run(Notification due, Instant now)
    {
        if (Plan() is not { } plan || FindOccurrence(due) is not { } occurrence) return new DueVerdict.Drop(DropReason.Void);
        var planned = plan.Notify(rules, [occurrence], Instant.MinValue, Instant.MaxValue).FirstOrDefault(one => one.Id == due.Id);
        if (planned is null) return new DueVerdict.Drop(DropReason.Void);
        if (!due.IsUseful(now)) return new DueVerdict.Drop(DropReason.Stale);
        if (planned.TriggerTime > now && !due.IsReplayed) return new DueVerdict.Postpone(planned.TriggerTime);
        return new DueVerdict.Send(occurrence);
    }

    private ReminderPlan? Plan()
    {
        var (user, view, @event) = (facts.User, facts.View, facts.Event);
        if (!@event.IsLive || view.Calendar.Deleted is not null) return null;
        if (view.ShapeOf(@event, new Caller(user.Id, user.Email)) != Shape.Full) return null;
        var settings = new Dictionary<UserId, ImmutableArray<int>?>();
        if (facts.Setting is { } choice) settings.Add(user.Id, choice.Minutes);
        return ReminderAudience.Of(@event, view.Calendar.OwnerId, settings).TryGetValue(user.Id, out var reminders)
            ? new ReminderPlan(user.Id, user.Preferences, view.Calendar.Id, reminders)
            : null;
    }

    /// <summary>An instance that has moved since is not at this start; its notification lies at another time by now, or will.</summary>
    private Occurrence? FindOccurrence(Notification due) =>
        expansion.Overlapping(due.Start, due.Start + Duration.FromSeconds(1))
            .FirstOrDefault(occurrence => occurrence.Id == due.OccurrenceId && occurrence.Times.Start == due.Start);
}
