using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>What a commit comes to, and what is to be done after it.</summary>
/// <param name="Result">What the caller is told.</param>
/// <param name="Version">Of the partition, that the commit makes.</param>
/// <param name="Events">Each touched event before and after; empty if the commit was refused.</param>
internal sealed record CommitOutcome(CommitResult Result, long Version, ImmutableArray<EventTransition> Events)
{
    public static CommitOutcome Overtaken(EventId @event) => Refused(new CommitResult.Overtaken(@event));

    public static CommitOutcome Refused(CommitResult why) => new(why, 0, []);
}

/// <summary>One event before and after a commit.</summary>
internal sealed record EventTransition(EventId Id, EventState? Old, EventState Next)
{
    /// <summary>The projection that readers were switched to.</summary>
    public PreparedProjection? Shown { get; init; }

    /// <summary>The projection that nobody sees any more.</summary>
    public SeenProjection? Replaced => Shown is null ? null : Old?.Projected;

    /// <summary>Whether anything hangs on the projection that readers were switched to, or hung on the one before.</summary>
    public bool HasFollowers => Shown is not null && (Old is { HasFollowers: true } || Next.HasFollowers);

    /// <summary>Whether the worker, or this process after the commit, has something to do.</summary>
    public bool LeavesWork => Next.IsUnprojected || HasFollowers;

    /// <summary>Whether the event came here, so that its location must follow.</summary>
    public bool Arrives => !Next.IsDeparted && (Old is null or { IsDeparted: true });
}
