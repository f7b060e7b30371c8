using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>A commit changes one partition in one piece; locations and projections follow in steps of their own.</summary>
internal sealed class InMemoryEventStore(InMemoryProcess process, InMemoryProjector projector) : IEventStore
{
    private const int PurgedAtOnce = 10;

    public async ValueTask<CalendarId?> Locate(EventId @event, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.Locations.TryGetValue(@event, out CalendarId calendar) ? calendar : (CalendarId?)null);

    public async ValueTask<Event?> Find(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        await Read(calendar, partition => partition.Events.GetValueOrDefault(@event)?.Event);

    public Task<ImmutableArray<Event>> FindMany(
        CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        Read(calendar, partition => events.Where(partition.Events.ContainsKey).Select(id => partition.Events[id].Event).ToImmutableArray());

    public Task<ImmutableArray<Event>> FindByUid(
        CalendarId calendar, IReadOnlyCollection<string> uids, CancellationToken cancellation) =>
        Read(calendar, partition => partition.Events.Values.Select(stored => stored.Event)
            .Where(@event => @event.MovedTo is null && uids.Contains(@event.ICalUid))
            .OrderBy(@event => @event.Deleted is not null).ThenBy(@event => @event.Id)
            .DistinctBy(@event => @event.ICalUid).ToImmutableArray());

    public async Task<CommitResult> Commit(EventCommit commit, CancellationToken cancellation)
    {
        commit.ThrowIfBroken();
        CommitResult result = await process.Do(Step.WritePartition, state => state.PartitionOf(commit.Calendar).Write(commit, process.Room));
        if (result is CommitResult.Committed)
        {
            await FollowLocations(commit.Calendar);
            foreach (Projection projection in commit.Projections) await process.NowOrLater(() => projector.Apply(projection));
        }
        return process.Answer(result);
    }

    public Task<CommitResult.Full?> FindFull(CalendarId calendar, CancellationToken cancellation) =>
        Read(calendar, partition => process.Room.Refuse(partition.Events.Count + 1));

    public Task<Page<Event>> ReadSeries(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        ReadEvents(calendar, after, limit, @event => @event.IsLive && @event.Content.IsSeries);

    public Task<Page<Event>> ReadTrash(CalendarId calendar, EventId? after, int limit, CancellationToken cancellation) =>
        ReadEvents(calendar, after, limit, @event => @event.Deleted is not null && @event.MovedTo is null);

    public Task<Page<HistoryEntry>> ReadHistory(
        CalendarId calendar, EventId @event, long? before, int limit, CancellationToken cancellation) =>
        Read(calendar, partition => partition.History
            .Where(pair => pair.Key.Event == @event && (before is null || pair.Key.Version < before))
            .OrderByDescending(pair => pair.Key.Version).Select(pair => pair.Value).ToPage(limit));

    public Task<HistoryEntry?> FindHistory(CalendarId calendar, EventId @event, long version, CancellationToken cancellation) =>
        Read(calendar, partition => partition.History.GetValueOrDefault((@event, version)));

    public Task<ChangePage> ReadChanges(CalendarId calendar, long after, int limit, CancellationToken cancellation) =>
        Read(calendar, partition => partition.ReadChanges(after, limit));

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(
        CalendarId calendar, UserId user, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        Read(calendar, partition => events.Where(id => partition.Reminders.ContainsKey((id, user)))
            .Select(id => partition.Reminders[(id, user)]).ToImmutableArray());

    public Task<ImmutableArray<ReminderSetting>> ReadReminders(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        Read(calendar, partition => partition.Reminders.Values.Where(setting => setting.EventId == @event)
            .OrderBy(setting => setting.UserId).ToImmutableArray());

    public Task<ImmutableArray<ReminderSetting>> ReadEarlyReminders(
        CalendarId calendar, UserId user, int minutes, CancellationToken cancellation) =>
        Read(calendar, partition => partition.Reminders.Values
            .Where(setting => setting.UserId == user && setting.Minutes!.Value.Any(reminder => reminder > minutes)).ToImmutableArray());

    public Task<ImmutableArray<Event>> ReadExpired(Instant before, int limit, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Partitions.Values.SelectMany(partition => partition.Events.Values)
            .Select(stored => stored.Event).Where(@event => GoneAt(@event) < before).OrderBy(GoneAt).Take(limit).ToImmutableArray());

    public async Task Purge(Event @event, CancellationToken cancellation)
    {
        bool isGone = await process.Do(Step.WritePartition, state => state.PartitionOf(@event.CalendarId).TryForget(@event));
        if (isGone) await ForgetAround(@event.CalendarId, @event.Id);
        process.Answer(isGone);
    }

    public async Task<bool> Purge(CalendarId calendar, CancellationToken cancellation)
    {
        ImmutableArray<EventId> some = await Read(calendar, partition => partition.Events.Keys.Take(PurgedAtOnce).ToImmutableArray());
        foreach (EventId @event in some)
        {
            await ForgetAround(calendar, @event);
            await process.Do(Step.WritePartition, state => state.PartitionOf(calendar).Forget(@event));
        }
        if (some.Length == PurgedAtOnce) return process.Answer(false);
        await process.Do(Step.WritePartition, state => { state.Partitions.Remove(calendar); });
        return process.Answer(true);
    }

    /// <summary>What a death left behind in one calendar.</summary>
    public Task FollowLocations(CalendarId calendar) =>
        process.Do(Step.FollowLocation, state =>
        {
            Partition partition = state.PartitionOf(calendar);
            foreach (EventId late in partition.LateLocations)
                if (partition.Events.GetValueOrDefault(late) is { Event.MovedTo: null }) state.Locations[late] = calendar;
            partition.LateLocations.Clear();
        });

    private async Task ForgetAround(CalendarId calendar, EventId @event)
    {
        await process.Do(Step.FollowLocation, state =>
        {
            if (state.Locations.TryGetValue(@event, out CalendarId home) && home == calendar) state.Locations.Remove(@event);
        });
        await projector.Forget(calendar, @event);
    }

    private Task<Page<Event>> ReadEvents(CalendarId calendar, EventId? after, int limit, Func<Event, bool> isWanted) =>
        Read(calendar, partition => partition.Events.Values.Select(stored => stored.Event).Where(isWanted)
            .Where(@event => after is null || @event.Id.CompareTo(after.Value) > 0).OrderBy(@event => @event.Id).ToPage(limit));

    private Task<T> Read<T>(CalendarId calendar, Func<Partition, T> read) =>
        process.Do(Step.Single, state => read(state.Partitions.GetValueOrDefault(calendar) ?? new Partition(calendar)));

    private static Instant? GoneAt(Event @event) => @event.MovedTo is not null ? @event.UpdatedAt : @event.Deleted?.At;
}
