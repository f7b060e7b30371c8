using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Notifications;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;

namespace Kalends.Server.Delivery;

/// <summary>Reads all that a page of due notifications is held against, each kind in one go: a backlog is mostly reading.</summary>
internal sealed class ReadFacts(StorageSet storage, DomainRules rules)
{
    private const int MostMoves = 10;

    public async Task<PageFacts> Run(ImmutableArray<Notification> due, CancellationToken cancellation)
    {
        var users = await storage.Users.FindMany(due.Select(one => one.UserId).ToHashSet(), cancellation);
        var reminders = due.Where(one => one.Kind == NotificationKind.Reminder).ToList();
        var events = await FindEvents(reminders.Select(one => new EventPlace(one.CalendarId, one.EventId)).ToHashSet(), cancellation);
        // Where an event has moved, it lies in another calendar than the notification says.
        var places = (
            from one in reminders
            where events.ContainsKey(one.EventId)
            select new ReminderPlace(events[one.EventId].Event.CalendarId, one.EventId, one.UserId)).ToHashSet();
        var sights = places.Select(place => new CalendarSight(place.Calendar, place.User)).ToHashSet();
        var views = await storage.Calendars.FindMany(sights, cancellation);
        var settings = await storage.Events.ReadReminders(places, cancellation);
        return new PageFacts
        {
            Users = users.ToDictionary(user => user.Id),
            Events = events,
            Views = views.ToDictionary(seen => seen.Asked, seen => seen.View),
            Reminders = settings.ToDictionary(
                setting => new ReminderPlace(events[setting.EventId].Event.CalendarId, setting.EventId, setting.UserId),
                setting => new ReminderChoice(setting.Minutes)),
        };
    }

    private async Task<Dictionary<EventId, EventAtHand>> FindEvents(HashSet<EventPlace> places, CancellationToken cancellation)
    {
        var events = new Dictionary<EventId, EventAtHand>();
        foreach (var found in await storage.Events.FindMany(places, cancellation))
            if (!events.TryGetValue(found.Id, out var known) || known.Event.MovedTo is not null)
                events[found.Id] = new EventAtHand(rules, await Follow(found, cancellation));
        return events;
    }

    /// <summary>The event where it has arrived; the last tombstone where it has not.</summary>
    private async ValueTask<Event> Follow(Event found, CancellationToken cancellation)
    {
        for (var moves = 0; found.MovedTo is { } target && moves < MostMoves; moves++)
        {
            if (await storage.Events.Find(target, found.Id, cancellation) is not { } there) break;
            found = there;
        }
        return found;
    }
}
