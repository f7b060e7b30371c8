using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Storage.Embedded.Events;

internal sealed class EmbeddedEventStore(Database database, ProjectionWriter projections, CalendarRoom room) : IEventStore
{
    private readonly CommitWriter commits = new(projections, room);
    private readonly EventPurge purge = new(projections);

    public ValueTask<CalendarId?> Locate(EventId @event, CancellationToken cancellation) =>
        database.Read(@event, EventRows.Locate, cancellation);

    public ValueTask<Event?> Find(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        database.Read((calendar, @event), static (connection, key) => EventRows.Find(connection, key.calendar, key.@event), cancellation);

    public Task<ImmutableArray<Event>> FindMany(
        CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        database.Read((calendar, events), static (connection, asked) =>
        {
            var found = ImmutableArray.CreateBuilder<Event>(asked.events.Count);
            foreach (EventId id in asked.events)
                if (EventRows.Find(connection, asked.calendar, id) is { } @event) found.Add(@event);
            return found.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<ImmutableArray<Event>> FindByUid(
        CalendarId calendar, IReadOnlyCollection<string> uids, CancellationToken cancellation) =>
        database.Read((calendar, uids), static (connection, asked) =>
        {
            var found = ImmutableArray.CreateBuilder<Event>();
            foreach (string uid in asked.uids)
                if (EventRows.FindByUid(connection, asked.calendar, uid) is { } @event) found.Add(@event);
            return found.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<CommitResult> Commit(EventCommit commit, CancellationToken cancellation) =>
        database.Write(new PreparedCommit(commit), commits.Write, cancellation);

    public Task<CommitResult.Full?> FindFull(CalendarId calendar, CancellationToken cancellation) =>
        database.Read(calendar, (connection, asked) => commits.FindFull(connection, asked, more: 1), cancellation).AsTask();

    public Task<Page<Event>> ReadSeries(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        database.Read((calendar, after, limit), static (connection, asked) =>
            EventLists.ReadSeries(connection, asked.calendar, asked.after, asked.limit), cancellation).AsTask();

    public Task<Page<Event>> ReadTrash(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        database.Read((calendar, after, limit), static (connection, asked) =>
            EventLists.ReadTrash(connection, asked.calendar, asked.after, asked.limit), cancellation).AsTask();

    public Task<Page<HistoryEntry>> ReadHistory(
        CalendarId calendar, EventId @event, long? before, int limit, CancellationToken cancellation) =>
        database.Read((calendar, @event, Before: before ?? long.MaxValue, limit), static (connection, asked) =>
            EventLists.ReadHistory(connection, asked.calendar, asked.@event, asked.Before, asked.limit), cancellation).AsTask();

    public Task<HistoryEntry?> FindHistory(CalendarId calendar, EventId @event, long version, CancellationToken cancellation) =>
        database.Read((calendar, @event, version), static (connection, asked) =>
            EventLists.ReadHistory(connection, asked.calendar, asked.@event, asked.version + 1, limit: 1)
                .Items.FirstOrDefault(entry => entry.Version == asked.version), cancellation).AsTask();

    public Task<ChangePage> ReadChanges(CalendarId calendar, long after, int limit, CancellationToken cancellation) =>
        database.Read((calendar, after, limit), static (connection, asked) =>
            EventLists.ReadChanges(connection, asked.calendar, asked.after, asked.limit), cancellation).AsTask();

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(
        CalendarId calendar, UserId user, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        database.Read((calendar, user, events), static (connection, asked) =>
        {
            var settings = ImmutableArray.CreateBuilder<ReminderSetting>();
            foreach (EventId @event in asked.events)
                if (ReminderRows.Find(connection, new ReminderPlace(asked.calendar, @event, asked.user)) is { } setting) settings.Add(setting);
            return settings.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<ImmutableArray<RemindedEvent>> FindReminded(IReadOnlyCollection<ReminderPlace> places, CancellationToken cancellation) =>
        database.Read(places, static (connection, places) =>
        {
            var found = ImmutableArray.CreateBuilder<RemindedEvent>(places.Count);
            // Of one event many may be told.
            foreach (var of in places.GroupBy(place => (place.Calendar, place.Event)))
                if (EventRows.Find(connection, of.Key.Calendar, of.Key.Event) is { } @event)
                    found.AddRange(of.Select(place => new RemindedEvent(place, @event, ReminderRows.Find(connection, place))));
            return found.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(
        CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        database.Read((calendar, @event), static (connection, asked) =>
            ReminderRows.ReadAll(connection, asked.calendar, asked.@event), cancellation).AsTask();

    public Task<ImmutableArray<ReminderSetting>> ReadEarlyReminders(
        CalendarId calendar, UserId user, int minutes, CancellationToken cancellation) =>
        database.Read((calendar, user, minutes), ReminderRows.ReadEarly, cancellation).AsTask();

    public Task<ImmutableArray<Event>> ReadExpired(Instant before, int limit, CancellationToken cancellation) =>
        database.Read((before, limit), static (connection, asked) =>
            EventLists.ReadExpired(connection, asked.before, asked.limit), cancellation).AsTask();

    public Task Purge(Event @event, CancellationToken cancellation) => database.Write(@event, purge.Forget, cancellation);

    public Task<bool> Purge(CalendarId calendar, CancellationToken cancellation) =>
        database.Write(calendar, purge.ForgetSome, cancellation);
}
