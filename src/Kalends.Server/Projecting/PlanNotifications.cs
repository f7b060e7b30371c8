using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Storage;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>
/// What one user is to be told within a span, computed from events, reminders and preferences as they are now: the truth that stored
/// notifications follow.
/// </summary>
internal sealed class PlanNotifications(StorageSet storage, DomainRules rules, ReadRange read, ExpandEvents expand)
{
    private const int PageSize = 2500;

    /// <summary>Minutes. Hardly any reminder reaches back further; events with one that does are looked at one by one.</summary>
    private const int OneDay = 24 * 60;

    /// <summary>By trigger time, then id.</summary>
    public async Task<ImmutableArray<PlannedNotification>> Run(User user, TimeRange span, CancellationToken cancellation)
    {
        var views = await storage.Calendars.ListOwned(user.Id, cancellation);
        var own = views.Select(view => view.Calendar).Where(calendar => calendar.Deleted is null).ToDictionary(calendar => calendar.Id);
        var participations = await storage.Occurrences.ListParticipations(user.Id, cancellation);
        var planned = new List<PlannedNotification>();
        foreach (var calendar in own.Values)
        {
            var perhapsDeclined = participations.Where(said => said.CalendarId == calendar.Id).Select(said => said.EventId).ToHashSet();
            planned.AddRange(await PlanOwn(new Telling(user, calendar, span), perhapsDeclined, cancellation));
        }
        foreach (var group in participations.Where(said => !own.ContainsKey(said.CalendarId)).GroupBy(said => said.CalendarId))
        {
            if (await storage.Calendars.Find(group.Key, user.Id, cancellation) is not { Calendar.Deleted: null } view) continue;
            var telling = new Telling(user, view.Calendar, span);
            planned.AddRange(await PlanElsewhere(telling, view, [.. group.Select(said => said.EventId)], cancellation));
        }
        return [.. planned.OrderBy(one => one.Notification.TriggerTime).ThenBy(one => one.Notification.Id)];
    }

    private async Task<IEnumerable<PlannedNotification>> PlanOwn(
        Telling telling, HashSet<EventId> perhapsDeclined, CancellationToken cancellation)
    {
        var near = Math.Max(OneDay, telling.User.Preferences.DefaultReminders.DefaultIfEmpty().Max());
        var early = (await storage.Events.ReadEarlyReminders(telling.Calendar.Id, telling.User.Id, near, cancellation))
            .ToDictionary(setting => setting.EventId, setting => setting.Minutes);
        var byEvent = await ReadByEvent(telling, near, cancellation);
        foreach (var id in early.Keys) byEvent.Remove(id);
        var settings = await ReadSettings(telling, byEvent.Keys, cancellation);
        var declined = (await storage.Events.FindMany(telling.Calendar.Id, perhapsDeclined, cancellation))
            .Where(@event => !Audience(telling, @event, settings).ContainsKey(telling.User.Id))
            .Select(@event => @event.Id).ToHashSet();
        var remindedEarly = await storage.Events.FindMany(telling.Calendar.Id, early.Keys, cancellation);
        return byEvent.Where(pair => !declined.Contains(pair.Key))
            .SelectMany(pair => Notify(telling, settings.GetValueOrDefault(pair.Key), pair.Value))
            .Concat(NotifyOf(telling, early, remindedEarly));
    }

    private async Task<IEnumerable<PlannedNotification>> PlanElsewhere(
        Telling telling, CalendarView view, ImmutableArray<EventId> ids, CancellationToken cancellation)
    {
        var settings = await ReadSettings(telling, ids, cancellation);
        var events = await storage.Events.FindMany(telling.Calendar.Id, ids, cancellation);
        var caller = new Caller(telling.User.Id, telling.User.Email);
        return NotifyOf(telling, settings, events.Where(@event => view.ShapeOf(@event, caller) == Shape.Full));
    }

    /// <summary>All that could be reminded of in the span, where reminders reach back no further than so many minutes.</summary>
    private async Task<Dictionary<EventId, List<Occurrence>>> ReadByEvent(Telling telling, int minutes, CancellationToken cancellation)
    {
        var starts = telling.Plan([minutes]).StartsWithin(telling.Span.From, telling.Span.To);
        var query = new RangeQuery(telling.Calendar, starts.Start, starts.End) { Limit = PageSize };
        var byEvent = new Dictionary<EventId, List<Occurrence>>();
        while (true)
        {
            var page = await read.Run(query, cancellation);
            foreach (var occurrence in page.Items)
            {
                if (!byEvent.TryGetValue(occurrence.EventId, out var siblings)) byEvent.Add(occurrence.EventId, siblings = []);
                siblings.Add(occurrence);
            }
            if (!page.HasMore) return byEvent;
            query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
        }
    }

    private async Task<Dictionary<EventId, ImmutableArray<int>?>> ReadSettings(
        Telling telling, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        (await storage.Events.ReadReminders(telling.Calendar.Id, telling.User.Id, events, cancellation))
            .ToDictionary(setting => setting.EventId, setting => setting.Minutes);

    private static ImmutableDictionary<UserId, ImmutableArray<int>?> Audience(
        Telling telling, Event @event, Dictionary<EventId, ImmutableArray<int>?> settings)
    {
        var own = new Dictionary<UserId, ImmutableArray<int>?>();
        if (settings.TryGetValue(@event.Id, out var minutes)) own.Add(telling.User.Id, minutes);
        return ReminderAudience.Of(@event, telling.Calendar.OwnerId, own);
    }

    private List<PlannedNotification> NotifyOf(
        Telling telling, Dictionary<EventId, ImmutableArray<int>?> settings, IEnumerable<Event> events) =>
    [
        .. events.Where(@event => @event.IsLive && Audience(telling, @event, settings).ContainsKey(telling.User.Id))
            .SelectMany(@event => NotifyOf(telling, settings.GetValueOrDefault(@event.Id), @event)),
    ];

    private IEnumerable<PlannedNotification> NotifyOf(Telling telling, ImmutableArray<int>? reminders, Event @event)
    {
        var starts = telling.Plan(reminders).StartsWithin(telling.Span.From, telling.Span.To);
        var found = new FirstOccurrences(int.MaxValue);
        expand.Expand(new RangeQuery(telling.Calendar, starts.Start, starts.End) { Limit = int.MaxValue }, @event, found);
        return Notify(telling, reminders, found.InOrder());
    }

    private IEnumerable<PlannedNotification> Notify(Telling telling, ImmutableArray<int>? reminders, IEnumerable<Occurrence> occurrences) =>
        from occurrence in occurrences
        from notification in telling.Plan(reminders).Notify(rules, [occurrence], telling.Span.From, telling.Span.To)
        select new PlannedNotification(notification, occurrence);

    private sealed record Telling(User User, Calendar Calendar, TimeRange Span)
    {
        public ReminderPlan Plan(ImmutableArray<int>? reminders) => new(User.Id, User.Preferences, Calendar.Id, reminders);
    }
}
