using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Replaces projections: rows that nobody sees, then what follows at other keys, then the switch in the calendar's partition. A death
/// before the switch leaves the event unprojected, one after it leaves rows that nobody sees.
/// </summary>
internal sealed class ProjectionWriter(PartitionWriter partitions, OccurrenceSources sources, ProjectionTrail trail)
{
    public async Task Apply(Projection projection, CancellationToken cancellation)
    {
        var known = await sources.Events.FindStates(projection.CalendarId, [projection.EventId], cancellation);
        if (known.GetValueOrDefault(projection.EventId)?.Welcomes(projection) != true) return;
        var prepared = new PreparedProjection(projection);
        await sources.Buckets.Write([prepared], cancellation);
        SeenProjection? unseen = await partitions.Change(projection.CalendarId, () => Judge(prepared, cancellation), cancellation);
        if (unseen is not null) trail.SweepLater(projection.CalendarId, projection.EventId, unseen);
        await trail.Work.Remove(new Work(projection.CalendarId, projection.EventId, projection.Generation));
    }

    /// <summary>Leaves all that readers see, and says that another tzdb would have made it too.</summary>
    public Task Confirm(ConfirmedProjection confirmed, string tzdb, CancellationToken cancellation) =>
        partitions.Change(confirmed.Due.CalendarId, async () =>
        {
            EventId id = confirmed.Due.EventId;
            var (before, states, _) = await sources.Events.ReadForChange(new ChangeKeys(confirmed.Due.CalendarId, [id], []), cancellation);
            if (states.GetValueOrDefault(id) is not { Projected: { } seen } old || seen.Generation > confirmed.Generation || seen.Tzdb == tzdb)
                return new PartitionStep<bool>(before.Head, Result: false, Batch: null);
            EventState next = old with { Projected = seen with { Tzdb = tzdb } };
            await trail.Announce(before, next, cancellation);
            var batch = new PartitionBatch(sources.Database, before);
            batch.Replace(new EventStep(id, old, next));
            return new PartitionStep<bool>(before.Head, Result: true, batch);
        }, cancellation);

    /// <summary>The switch; what comes of it is the projection that is not seen any more.</summary>
    private async Task<PartitionStep<SeenProjection?>> Judge(PreparedProjection prepared, CancellationToken cancellation)
    {
        (Projection projection, EventId id) = (prepared.Projection, prepared.Projection.EventId);
        var (before, states, _) = await sources.Events.ReadForChange(new ChangeKeys(projection.CalendarId, [id], []), cancellation);
        if (states.GetValueOrDefault(id) is not { } old || !old.Welcomes(projection))
            return new PartitionStep<SeenProjection?>(before.Head, prepared.Seen, Batch: null);
        EventState next = old.Show(prepared.Seen, projection);
        await trail.Announce(before, next, cancellation);
        await trail.Followers.Follow(projection, old, before.Head.Version);
        var batch = new PartitionBatch(sources.Database, before);
        batch.Replace(new EventStep(id, old, next));
        return new PartitionStep<SeenProjection?>(before.Head, old.Projected, batch);
    }
}

/// <summary>What projections leave behind in other partitions than their calendar's.</summary>
internal sealed class ProjectionTrail(ProjectedCalendarRows calendars, BucketRows buckets, Afterwards afterwards)
{
    public required Followers Followers { get; init; }

    public required WorkRows Work { get; init; }

    /// <summary>Lists the calendar for the roll-forward before an event of it is projected into a span that is new to it.</summary>
    public Task Announce(PartitionBefore before, EventState next, CancellationToken cancellation) =>
        next.Span is { } span && !before.Ledger.Spans.ContainsKey(span)
            ? calendars.Add(before.Calendar, span, cancellation)
            : Task.CompletedTask;

    public void SweepLater(CalendarId calendar, EventId @event, SeenProjection unseen) =>
        afterwards.Do(() => buckets.Sweep(calendar, @event, unseen, CancellationToken.None));
}
