using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Storage.Notifications;

/// <summary>
/// Due messages, by user to be shown and by shard and time to be sent. They come with projections, which renew what is pending. An
/// outcome stands for the start it was about: where the instance has moved to another start and is due later than what was told, the
/// notification is pending anew.
/// </summary>
public interface INotificationStore
{
    /// <summary>How due times are cut into shards.</summary>
    DueShards Shards { get; }

    /// <summary>Adds those whose id is not known; never changes the status of one that is, but where its instance has moved.</summary>
    Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation);

    /// <summary>A user's, in any status, each id once, by trigger time within [from, to).</summary>
    Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation);

    /// <summary>
    /// Drops a user's pending ones whose trigger time is not before the instant: their reminders, channels or quiet hours have changed.
    /// </summary>
    Task RemovePending(UserId user, Instant from, CancellationToken cancellation);

    /// <summary>
    /// Those whose next attempt lies in the span and is not settled, by next attempt, then id. There may be some among them that have been
    /// dropped or moved to another time since: whoever sends must check each against its event. What is added while this reads may be
    /// missed by it, not by a later reading of the same span.
    /// </summary>
    Task<Page<Notification>> ReadDue(DueQuery query, CancellationToken cancellation);

    /// <summary>The first next attempt in the span, of one that may also have been dropped since; null where there is none.</summary>
    Task<Instant?> FindNextDue(DueSpan span, CancellationToken cancellation);

    /// <summary>
    /// Settles due ones, each for the next attempt it was read with: one that has got another time since keeps that. Settling again does
    /// nothing. They are settled one by one, in any order.
    /// </summary>
    Task Settle(ImmutableArray<SettledNotification> settled, CancellationToken cancellation);

    /// <summary>Where the shard's delivery stands, or null before the first checkpoint.</summary>
    Task<Checkpoint?> FindCheckpoint(int shard, CancellationToken cancellation);

    /// <summary>Keeps the checkpoint; false where one of a later fence is kept: then the caller no longer owns the shard.</summary>
    Task<bool> TrySave(Checkpoint checkpoint, CancellationToken cancellation);

    /// <summary>Those of the shard that failed for good, by id; kept as long as <see cref="RemoveBefore"/> lets them.</summary>
    Task<Page<Notification>> ReadDead(DeadQuery query, CancellationToken cancellation);

    /// <summary>Makes one that failed for good due at the instant, past its usefulness too; false where it no longer has failed.</summary>
    Task<bool> Replay(Notification dead, Instant at, CancellationToken cancellation);

    /// <summary>Forgets what was due before the instant.</summary>
    Task RemoveBefore(Instant before, CancellationToken cancellation);
}

/// <summary>A span of due times in one shard, <paramref name="From"/> inclusive, <paramref name="To"/> exclusive.</summary>
public sealed record DueSpan(int Shard, Instant From, Instant To);

/// <summary>What is due in a span, after the one named, up to a number.</summary>
public sealed record DueQuery(DueSpan Span, int Limit)
{
    /// <summary>The last of the page before; null for the first page.</summary>
    public DueKey? After { get; init; }
}

/// <summary>A place in the order of due ones.</summary>
public readonly record struct DueKey(Instant NextAttempt, Guid Id);

/// <summary>What failed for good in a shard, by id, after the one named, up to a number.</summary>
public sealed record DeadQuery(int Shard, Guid? After, int Limit);

/// <summary>That everything of a shard that was due before an instant has been settled.</summary>
/// <param name="Shard">From 0.</param>
/// <param name="Before">Exclusive.</param>
/// <param name="Fence">The fencing token of the lease under which it was reached.</param>
public sealed record Checkpoint(int Shard, Instant Before, long Fence);
