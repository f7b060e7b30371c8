using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>One calendar's partition: the only thing that changes in one piece.</summary>
internal sealed class Partition(CalendarId calendar)
{
    public CalendarId Calendar { get; } = calendar;

    public long Head { get; set; }

    public long Floor { get; set; }

    public Dictionary<EventId, StoredEvent> Events { get; } = [];

    public Dictionary<(EventId Event, long Version), HistoryEntry> History { get; } = [];

    public Dictionary<(EventId Event, UserId User), ReminderSetting> Reminders { get; } = [];

    /// <summary>Events whose location does not yet follow.</summary>
    public HashSet<EventId> LateLocations { get; } = [];

    public Dictionary<EventId, SeenProjection> Projections { get; } = [];

    public BucketIndex Occurrences { get; } = new();

    public bool IsUnprojected(EventId @event) => (Projections.GetValueOrDefault(@event)?.Generation ?? 0) < Events[@event].Event.Revision;

    public void Forget(EventId @event)
    {
        Events.Remove(@event);
        foreach (var key in History.Keys.Where(key => key.Event == @event).ToList()) History.Remove(key);
        foreach (var key in Reminders.Keys.Where(key => key.Event == @event).ToList()) Reminders.Remove(key);
        if (Projections.Remove(@event, out SeenProjection? seen)) Occurrences.Sweep(seen.Id);
    }
}

internal sealed record StoredEvent(Event Event, long Sequence);

/// <summary>The projection that readers see.</summary>
internal sealed record SeenProjection(long Id, long Generation, string Tzdb, Interval? Window);
