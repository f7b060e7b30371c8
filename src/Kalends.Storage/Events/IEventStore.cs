using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Events;

/// <summary>
/// The partitions of calendars: events, history, reminders and the change feed of one calendar. A commit is atomic within its
/// calendar; everything it changes gets one place in the feed.
/// </summary>
public interface IEventStore
{
    /// <summary>Where the event was last written, or null. Right after a move it may still name the source.</summary>
    ValueTask<CalendarId?> Locate(EventId @event, CancellationToken cancellation);

    /// <summary>The event in this calendar, in whatever state, or null.</summary>
    ValueTask<Event?> Find(CalendarId calendar, EventId @event, CancellationToken cancellation);

    /// <summary>Those of the events that lie in this calendar, in any order.</summary>
    Task<ImmutableArray<Event>> FindMany(CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation);

    /// <summary>
    /// The events of these iCalendar UIDs in this calendar, the trash included, in any order. Where several have one UID, it is one that is
    /// live, else the one with the least id.
    /// </summary>
    Task<ImmutableArray<Event>> FindByUid(CalendarId calendar, IReadOnlyCollection<string> uids, CancellationToken cancellation);

    /// <summary>Changes the calendar, all or nothing.</summary>
    Task<CommitResult> Commit(EventCommit commit, CancellationToken cancellation);

    /// <summary>Why the calendar takes no new event at the moment, or null where it does.</summary>
    Task<CommitResult.Full?> FindFull(CalendarId calendar, CancellationToken cancellation);

    /// <summary>Live series of the calendar, for expansion outside the projected window, by id.</summary>
    Task<Page<Event>> ReadSeries(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation);

    /// <summary>Events in the trash, by id.</summary>
    Task<Page<Event>> ReadTrash(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation);

    /// <summary>An event's history, newest first, of versions below <paramref name="before"/>.</summary>
    Task<Page<HistoryEntry>> ReadHistory(CalendarId calendar, EventId @event, long? before, int limit, CancellationToken cancellation);

    /// <summary>What one version was, or null.</summary>
    Task<HistoryEntry?> FindHistory(CalendarId calendar, EventId @event, long version, CancellationToken cancellation);

    /// <summary>
    /// Events whose last change has a sequence above <paramref name="after"/>, each once, in order of that sequence. A page never ends
    /// between events of one commit, so it may be longer than the limit: continue behind the last item's sequence.
    /// </summary>
    Task<ChangePage> ReadChanges(CalendarId calendar, long after, int limit, CancellationToken cancellation);

    /// <summary>The calendar's newest sequence.</summary>
    async ValueTask<long> ReadSequence(CalendarId calendar, CancellationToken cancellation) =>
        (await ReadChanges(calendar, long.MaxValue, 1, cancellation)).Head;

    /// <summary>The reminders that a user has set on these events; events without any are absent.</summary>
    Task<ImmutableArray<ReminderSetting>> ReadReminders(
        CalendarId calendar, UserId user, IReadOnlyCollection<EventId> events, CancellationToken cancellation);

    /// <summary>The event that lies in each place, with what its user has set on it, in any order; where there is none, it is absent.</summary>
    Task<ImmutableArray<RemindedEvent>> FindReminded(IReadOnlyCollection<ReminderPlace> places, CancellationToken cancellation) =>
        Many.Read(places, async (place, end) => await Find(place.Calendar, place.Event, end) is { } found
            ? new RemindedEvent(place, found, (await ReadReminders(place.Calendar, place.User, [place.Event], end)).FirstOrDefault())
            : null, cancellation);

    /// <summary>The reminders that anyone has set on the event.</summary>
    Task<ImmutableArray<ReminderSetting>> ReadReminders(CalendarId calendar, EventId @event, CancellationToken cancellation);

    /// <summary>The user's settings in the calendar that reach back further than so many minutes before the start, in any order.</summary>
    Task<ImmutableArray<ReminderSetting>> ReadEarlyReminders(
        CalendarId calendar, UserId user, int minutes, CancellationToken cancellation);

    /// <summary>Events that went into the trash, or moved away, before the instant: background work over all calendars.</summary>
    Task<ImmutableArray<Event>> ReadExpired(Instant before, int limit, CancellationToken cancellation);

    /// <summary>
    /// Forgets the event and its history for good, and raises the feed's floor to its last change. Nothing happens where the stored
    /// revision is another than the given.
    /// </summary>
    Task Purge(Event @event, CancellationToken cancellation);

    /// <summary>Forgets all of the calendar, some at a time; true when nothing is left.</summary>
    Task<bool> Purge(CalendarId calendar, CancellationToken cancellation);
}

/// <summary>Where a user may have set reminders.</summary>
public readonly record struct ReminderPlace(CalendarId Calendar, EventId Event, UserId User);

/// <summary>An event as a user is reminded of it.</summary>
/// <param name="Place">Where it was looked for.</param>
/// <param name="Event">It, in whatever state.</param>
/// <param name="Setting">What the user has set on it, or null.</param>
public sealed record RemindedEvent(ReminderPlace Place, Event Event, ReminderSetting? Setting);
