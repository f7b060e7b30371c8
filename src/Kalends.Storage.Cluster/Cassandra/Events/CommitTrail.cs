using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>What commits write outside their calendar's partition, before and after.</summary>
internal sealed class CommitTrail(OccurrenceSources sources, ProjectionTrail projections, Afterwards afterwards)
{
    public required LocationRows Locations { get; init; }

    public required ExpiringRows Expiring { get; init; }

    public PartitionBatch Begin(PartitionBefore before) => new(sources.Database, before);

    /// <summary>Writes what the commit will point at.</summary>
    public Task Announce(PreparedCommit prepared, CancellationToken cancellation) => Task.WhenAll(
        prepared.Events.SelectMany(made => made.Documents)
            .Select(document => sources.Documents.Write(document.Id, document.Document, cancellation))
            .Concat(prepared.Events.Where(made => made.IsNew).Select(made => Locations.Propose(made.After, cancellation)))
            .Append(sources.Buckets.Write(prepared.Projections, cancellation)));

    /// <summary>Lists what will have to be done, once now or after a time.</summary>
    public Task Announce(PartitionBefore before, CommitOutcome outcome, CancellationToken cancellation) => Task.WhenAll(
        outcome.Events.SelectMany(transition => Lists(before, transition, cancellation)));

    /// <summary>Does what is to be done after the commit. If it fails, the worker will.</summary>
    public async Task Follow(PreparedCommit prepared, CommitOutcome outcome)
    {
        var arrived = prepared.Events.Select(made => made.After)
            .Where(@event => outcome.Events.Any(transition => transition.Id == @event.Id && transition.Arrives));
        var tasks = outcome.Events.Where(transition => transition.HasFollowers).Select(transition => Follow(transition, outcome.Version))
            .Concat(arrived.Select(@event => Locations.Write(@event, CancellationToken.None)));
        await afterwards.Try(() => Task.WhenAll(tasks));
        afterwards.Do(() => Sweep(prepared, outcome));
    }

    /// <summary>Removes what a refused commit wrote. Locations stay, as another commit may have made the event meanwhile.</summary>
    public void WithdrawLater(PreparedCommit prepared)
    {
        afterwards.Do(() => sources.Documents.Delete(
            prepared.Events.SelectMany(made => made.Documents).Select(document => document.Id), CancellationToken.None));
        foreach (PreparedProjection projection in prepared.Projections)
            projections.SweepLater(projection.Projection.CalendarId, projection.Projection.EventId, projection.Seen);
    }

    private IEnumerable<Task> Lists(PartitionBefore before, EventTransition transition, CancellationToken cancellation)
    {
        yield return projections.Announce(before, transition.Next, cancellation);
        if (transition.LeavesWork) yield return projections.Work.Add(WorkOf(before.Calendar, transition), cancellation);
        if (transition.Next.GoneAt is { } gone && transition.Old?.GoneAt != gone)
            yield return Expiring.Add(new Expiring(before.Calendar, transition.Id, gone), cancellation);
    }

    private async Task Follow(EventTransition transition, long version)
    {
        await projections.Followers.Follow(transition.Shown!.Projection, transition.Old, version);
        if (!transition.Next.IsUnprojected) await projections.Work.Remove(WorkOf(transition.Shown.Projection.CalendarId, transition));
    }

    /// <summary>Removes what the commit has replaced, and projections that came with it but were not welcome.</summary>
    private async Task Sweep(PreparedCommit prepared, CommitOutcome outcome)
    {
        CalendarId calendar = prepared.Commit.Calendar;
        foreach (EventTransition transition in outcome.Events)
        {
            if (transition.Replaced is { } seen) projections.SweepLater(calendar, transition.Id, seen);
            if (transition.Old?.LargeDocument is { } large && large != transition.Next.LargeDocument)
                await sources.Documents.Delete([large], CancellationToken.None);
            if (transition.Old?.GoneAt is { } gone && gone != transition.Next.GoneAt)
                await Expiring.Remove(new Expiring(calendar, transition.Id, gone));
        }
        var shown = outcome.Events.Select(transition => transition.Shown).ToHashSet();
        foreach (PreparedProjection projection in prepared.Projections.Where(projection => !shown.Contains(projection)))
            projections.SweepLater(calendar, projection.Projection.EventId, projection.Seen);
    }

    private static Work WorkOf(CalendarId calendar, EventTransition transition) =>
        new(calendar, transition.Id, transition.Next.Revision);
}
