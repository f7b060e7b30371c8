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
        var users = storage.Users.FindMany(due.Select(one => one.UserId).ToHashSet(), cancellation);
        var reminders = due.Where(one => one.Kind == NotificationKind.Reminder).ToList();
        var reminded = storage.Events.FindReminded(
            reminders.Select(one => new ReminderPlace(one.CalendarId, one.EventId, one.UserId)).ToHashSet(), cancellation);
        await Task.WhenAll(users, reminded);
        var found = await reminded;
        var events = await Follow(found, cancellation);
        // Where an event has moved, it lies in another calendar than the notification says.
        var places = found.Select(one => one.Place with { Calendar = events[one.Event.Id].Event.CalendarId }).ToHashSet();
        var elsewhere = places.Except(found.Select(one => one.Place)).ToHashSet();
        if (elsewhere.Count > 0) found = found.AddRange(await storage.Events.FindReminded(elsewhere, cancellation));
        var sights = places.Select(place => new CalendarSight(place.Calendar, place.User)).ToHashSet();
        var views = await storage.Calendars.FindMany(sights, cancellation);
        return new PageFacts
        {
            Users = (await users).ToDictionary(user => user.Id),
            Events = events,
            Views = views.ToDictionary(seen => seen.Asked, seen => seen.View),
            Reminders = found.Where(one => one.Setting is not null).ToDictionary(one => one.Place, one => new ReminderChoice(one.Setting!.Minutes)),
        };
    }

    private async Task<Dictionary<EventId, EventAtHand>> Follow(IEnumerable<RemindedEvent> found, CancellationToken cancellation)
    {
        var events = new Dictionary<EventId, EventAtHand>();
        foreach (var one in found.Select(reminded => reminded.Event))
            if (!events.TryGetValue(one.Id, out var known) || known.Event.MovedTo is not null)
                events[one.Id] = new EventAtHand(rules, await Follow(one, cancellation));
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
