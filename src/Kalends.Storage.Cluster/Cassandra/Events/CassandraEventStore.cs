using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Events;

internal sealed class CassandraEventStore(EventRows events, CommitWriter commits) : IEventStore
{
    public required LocationRows Locations { get; init; }

    public required EventLists Lists { get; init; }

    public required HistoryRows History { get; init; }

    public required ReminderRows Reminders { get; init; }

    public required ExpiredEvents Expired { get; init; }

    public required EventPurge Purges { get; init; }

    public required CalendarWords Words { get; init; }

    public async ValueTask<CalendarId?> Locate(EventId @event, CancellationToken cancellation) =>
        await Locations.Find(@event, cancellation);

    public async ValueTask<Event?> Find(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        (await events.Find(calendar, @event, cancellation))?.Event;

    public async Task<ImmutableArray<Event>> FindMany(
        CalendarId calendar, IReadOnlyCollection<EventId> asked, CancellationToken cancellation) =>
        [.. (await events.FindMany(calendar, asked, cancellation)).Values.Select(found => found.Event)];

    public Task<ImmutableArray<Event>> FindByUid(
        CalendarId calendar, IReadOnlyCollection<string> uids, CancellationToken cancellation) =>
        Lists.FindByUid(calendar, uids.ToHashSet(StringComparer.Ordinal), cancellation);

    public Task<CommitResult> Commit(EventCommit commit, CancellationToken cancellation) => commits.Run(commit, cancellation);

    public Task<CommitResult.Full?> FindFull(CalendarId calendar, CancellationToken cancellation) => commits.FindFull(calendar, cancellation);

    public Task<Page<Event>> ReadSeries(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        Lists.Read(new ListQuery(calendar, RowKind.Series) { After = after, Limit = limit }, cancellation);

    public Task<Page<Event>> ReadTrash(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        Lists.Read(new ListQuery(calendar, RowKind.Trash) { After = after, Limit = limit }, cancellation);

    public Task<Page<HistoryEntry>> ReadHistory(
        CalendarId calendar, EventId @event, long? before, int limit, CancellationToken cancellation) =>
        History.Read(new HistoryQuery(calendar, @event, before ?? long.MaxValue) { Limit = limit }, cancellation);

    public Task<HistoryEntry?> FindHistory(CalendarId calendar, EventId @event, long version, CancellationToken cancellation) =>
        History.Find(calendar, @event, version, cancellation);

    public async ValueTask<long> ReadSequence(CalendarId calendar, CancellationToken cancellation) =>
        (await Words.Read(calendar, cancellation)).Head.Head;

    public Task<ChangePage> ReadChanges(CalendarId calendar, long after, int limit, CancellationToken cancellation) =>
        Lists.ReadChanges(calendar, after, limit, cancellation);

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(
        CalendarId calendar, UserId user, IReadOnlyCollection<EventId> asked, CancellationToken cancellation) =>
        Reminders.Read(calendar, user, asked, cancellation);

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        Reminders.Read(calendar, @event, cancellation);

    public async Task<ImmutableArray<RemindedEvent>> FindReminded(IReadOnlyCollection<ReminderPlace> places, CancellationToken cancellation)
    {
        var found = await Many.Read(
            [.. places.GroupBy(place => place.Calendar)],
            async (of, end) => await Reminders.FindReminded(of.Key, [.. of], end), cancellation);
        return [.. found.SelectMany(some => some)];
    }

    public async Task<ImmutableArray<ReminderSetting>> ReadEarlyReminders(
        CalendarId calendar, UserId user, int minutes, CancellationToken cancellation) =>
        [.. (await Reminders.Read(calendar, user, cancellation)).Where(setting => setting.Minutes!.Value.Any(early => early > minutes))];

    public Task<ImmutableArray<Event>> ReadExpired(Instant before, int limit, CancellationToken cancellation) =>
        Expired.Find(before, limit, cancellation);

    public Task Purge(Event @event, CancellationToken cancellation) => Purges.Run(@event, cancellation);

    public Task<bool> Purge(CalendarId calendar, CancellationToken cancellation) => Purges.Run(calendar, cancellation);
}
