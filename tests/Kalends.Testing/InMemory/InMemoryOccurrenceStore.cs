using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryOccurrenceStore(InMemoryProcess process, InMemoryProjector projector) : IOccurrenceStore
{
    public async ValueTask<OccurrencePage> Read(OccurrenceQuery query, CancellationToken cancellation) =>
        await process.Do(Step.Single, state =>
        {
            Partition partition = state.Partitions.GetValueOrDefault(query.Calendar) ?? new Partition(query.Calendar);
            ImmutableArray<Occurrence> found = [.. Seen(partition, query.From, query.To)
                .Where(occurrence => query.WithCancelled || occurrence.Face.Status != EventStatus.Cancelled)
                .Where(occurrence => query.After is not { } after || Key(occurrence).CompareTo(after) > 0)
                .OrderBy(Key).Take(query.Limit + 1)];
            CalendarCoverage coverage = Coverage(partition);
            return new OccurrencePage
            {
                Items = found.Length > query.Limit ? found[..query.Limit] : found, HasMore = found.Length > query.Limit,
                Covered = coverage.Covered, Unprojected = coverage.Unprojected, Sequence = partition.Head,
            };
        });

    public Task<BusyPage> ReadBusy(BusyQuery query, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            List<Partition> own = [.. query.Calendars.Select(id => state.Partitions.GetValueOrDefault(id) ?? new Partition(id))];
            var owned = own.SelectMany(partition => Busy(partition, query.Range));
            var accepted = ParticipationsOf(state, query.User)
                .Where(part => part.Response == ResponseStatus.Accepted && !query.Calendars.Contains(part.CalendarId))
                .SelectMany(part => Busy(state.PartitionOf(part.CalendarId), query.Range)
                    .Where(busy => busy.Occurrence.EventId == part.EventId));
            return new BusyPage([.. owned.Concat(accepted).OrderBy(busy => Key(busy.Occurrence))], [.. own.Select(Coverage)]);
        });

    public Task<ImmutableArray<Participation>> ListParticipations(UserId user, CancellationToken cancellation) =>
        process.Do(Step.Single, state => ParticipationsOf(state, user)
            .OrderBy(part => part.CalendarId).ThenBy(part => part.EventId).ToImmutableArray());

    public async Task Apply(Projection projection, CancellationToken cancellation)
    {
        await projector.Apply(projection);
        process.Answer(projection);
    }

    public Task<ImmutableArray<ProjectionDue>> ReadUnprojected(WorkShard shard, int limit, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Partitions.Values.Where(partition => shard.Has(partition.Calendar))
            .SelectMany(partition => partition.Events.Keys.Where(partition.IsUnprojected), Due)
            .Take(limit).ToImmutableArray());

    public Task<ImmutableArray<OutdatedProjection>> ReadOutdated(OutdatedQuery query, int limit, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Partitions.Values.Where(partition => query.Shard.Has(partition.Calendar))
            .SelectMany(partition => partition.Projections
                .Where(pair => partition.Events[pair.Key].Event.IsLive)
                .Where(pair => pair.Value.Tzdb != query.Tzdb || (pair.Value.Window is { } window && window.End < query.WindowEnd))
                .Select(pair => new OutdatedProjection(Due(partition, pair.Key), pair.Value.Tzdb, pair.Value.Window?.End)))
            .Take(limit).ToImmutableArray());

    public async Task Confirm(ImmutableArray<ConfirmedProjection> projections, string tzdb, CancellationToken cancellation)
    {
        foreach (ConfirmedProjection one in projections)
            await process.Do(Step.Single, state =>
            {
                Dictionary<EventId, SeenProjection> all = state.PartitionOf(one.Due.CalendarId).Projections;
                if (all.GetValueOrDefault(one.Due.EventId) is { } seen && seen.Generation <= one.Generation)
                    all[one.Due.EventId] = seen with { Tzdb = tzdb };
            });
    }

    private static ProjectionDue Due(Partition partition, EventId @event) => new(partition.Calendar, @event);

    private static IEnumerable<Participation> ParticipationsOf(InMemoryState state, UserId user) =>
        state.Participations.Values.SelectMany(set => set.Items).Where(part => part.UserId == user);

    private static IEnumerable<BusyOccurrence> Busy(Partition partition, Interval range) =>
        Seen(partition, range.Start, range.End).Where(occurrence => occurrence.IsBusy)
            .Select(occurrence => new BusyOccurrence(partition.Calendar, occurrence));

    private static IEnumerable<Occurrence> Seen(Partition partition, Instant from, Instant to) =>
        partition.Occurrences.Read(from, to)
            .Where(row => partition.Projections.GetValueOrDefault(row.Occurrence.EventId)?.Id == row.ProjectionId)
            .Select(row => row.Occurrence);

    private static CalendarCoverage Coverage(Partition partition)
    {
        List<Interval> windows = [.. partition.Projections
            .Where(pair => partition.Events[pair.Key].Event is { IsLive: true, Content.IsSeries: true })
            .Select(pair => pair.Value.Window).OfType<Interval>()];
        Interval covered = new(null, null);
        if (windows.Count > 0)
        {
            (Instant start, Instant end) = (windows.Max(window => window.Start), windows.Min(window => window.End));
            covered = new Interval(start, Instant.Max(start, end));
        }
        return new CalendarCoverage(partition.Calendar, covered, [.. partition.Events.Keys.Where(partition.IsUnprojected).Order()]);
    }

    private static OccurrenceKey Key(Occurrence occurrence) => new(occurrence.Times.Start, occurrence.Id);
}
