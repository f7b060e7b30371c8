using System.Collections.Concurrent;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage;

namespace Kalends.Server.Delivery;

/// <summary>The events of a batch, each read once, however many people are told of it.</summary>
internal sealed class EventsAtHand(StorageSet storage, DomainRules rules)
{
    private const int MostMoves = 10;

    private readonly ConcurrentDictionary<EventId, Task<EventAtHand?>> known = new();

    /// <summary>The event, where it has moved to if it has; null where there is none.</summary>
    public Task<EventAtHand?> Find(CalendarId calendar, EventId id, CancellationToken cancellation) =>
        known.GetOrAdd(id, static (id, asked) => asked.Self.Read(asked.calendar, id, asked.cancellation), (Self: this, calendar, cancellation));

    private async Task<EventAtHand?> Read(CalendarId calendar, EventId id, CancellationToken cancellation)
    {
        var found = await storage.Events.Find(calendar, id, cancellation);
        for (var moves = 0; found?.MovedTo is { } target && moves < MostMoves; moves++)
        {
            if (await storage.Events.Find(target, id, cancellation) is not { } there) break;
            found = there;
        }
        return found is null ? null : new EventAtHand(rules, found);
    }
}

/// <summary>An event and its time line. Safe to share between threads.</summary>
internal sealed class EventAtHand(DomainRules rules, Event @event)
{
    private EventExpansion? expansion;

    public Event Event => @event;

    /// <summary>As this reader may see it.</summary>
    public EventExpansion ExpansionFor(CalendarView view, Caller reader)
    {
        var hasSecrets = @event.Overrides.Any(changed => changed.Visibility == Visibility.Private);
        if (hasSecrets) return new EventExpansion(rules, view.Calendar.TimeZone, view.WithoutPrivateInstances(@event, reader));
        return expansion ??= new EventExpansion(rules, view.Calendar.TimeZone, @event);
    }
}
