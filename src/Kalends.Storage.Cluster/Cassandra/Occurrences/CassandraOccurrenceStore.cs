using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

internal sealed class CassandraOccurrenceStore(OccurrenceReader reader, ProjectionWriter projections) : IOccurrenceStore
{
    public required ParticipationRows Participations { get; init; }

    public required UnprojectedEvents Unprojected { get; init; }

    public required OutdatedEvents Outdated { get; init; }

    public async ValueTask<OccurrencePage> Read(OccurrenceQuery query, CancellationToken cancellation) => await reader.Read(query, cancellation);

    public async Task<BusyPage> ReadBusy(BusyQuery query, CancellationToken cancellation)
    {
        var own = query.Calendars.Select(async calendar => (Calendar: calendar, View: await ReadBusy(calendar, null, query, cancellation)));
        var elsewhere = AcceptedElsewhere(query, await Participations.List(query.User, cancellation))
            .Select(async group => (group.Calendar, View: await ReadBusy(group.Calendar, group.Events, query, cancellation)));
        var ownViews = await Task.WhenAll(own);
        var foreign = await Task.WhenAll(elsewhere);
        return new BusyPage(
            [.. ownViews.Concat(foreign)
                .SelectMany(read => read.View.Items.Select(item => new BusyOccurrence(read.Calendar, item)))
                .OrderBy(busy => busy.Occurrence, OccurrenceOrder.Instance)],
            [.. ownViews.Select(read => new CalendarCoverage(read.Calendar, read.View.Covered, read.View.Unprojected))]);
    }

    public async Task<ImmutableArray<Participation>> ListParticipations(UserId user, CancellationToken cancellation) =>
        [.. (await Participations.List(user, cancellation)).Select(found => found.Participation)];

    public Task Apply(Projection projection, CancellationToken cancellation) => projections.Apply(projection, cancellation);

    public Task<ImmutableArray<ProjectionDue>> ReadUnprojected(WorkShard shard, int limit, CancellationToken cancellation) =>
        Unprojected.Find(shard, limit, cancellation);

    public Task<ImmutableArray<OutdatedProjection>> ReadOutdated(OutdatedQuery query, int limit, CancellationToken cancellation) =>
        Outdated.Find(query, limit, cancellation);

    public async Task Confirm(ImmutableArray<ConfirmedProjection> confirmed, string tzdb, CancellationToken cancellation)
    {
        foreach (ConfirmedProjection one in confirmed) await projections.Confirm(one, tzdb, cancellation);
    }

    private Task<RangeView> ReadBusy(
        CalendarId calendar, IReadOnlyCollection<EventId>? events, BusyQuery query, CancellationToken cancellation) =>
        reader.Read(
            new RangeQuery(calendar, query.Range.Start, query.Range.End) { Events = events, Filter = occurrence => occurrence.IsBusy },
            cancellation);

    private static IEnumerable<(CalendarId Calendar, ImmutableArray<EventId> Events)> AcceptedElsewhere(
        BusyQuery query, ImmutableArray<(Participation Participation, Instant First, Instant Last)> known) =>
        known.Where(found => found.Participation.Response == ResponseStatus.Accepted)
            .Where(found => !query.Calendars.Contains(found.Participation.CalendarId))
            .Where(found => found.First < query.Range.End && found.Last >= query.Range.Start)
            .GroupBy(found => found.Participation.CalendarId, found => found.Participation.EventId)
            .Select(group => (group.Key, group.ToImmutableArray()));
}
