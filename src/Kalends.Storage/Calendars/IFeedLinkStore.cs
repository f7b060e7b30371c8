using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Calendars;

/// <summary>
/// Secret addresses under which calendars are read without signing in, sharded by the calendar's owner; only hashes of the secrets are
/// kept. They go with their calendar when it is purged.
/// </summary>
public interface IFeedLinkStore
{
    /// <summary>Keeps a link until it is removed.</summary>
    Task Add(FeedLink link, CancellationToken cancellation);

    /// <summary>The owner's link with this hash, or null.</summary>
    ValueTask<FeedLink?> Find(UserId owner, ImmutableArray<byte> secretHash, CancellationToken cancellation);

    /// <summary>All of a calendar, oldest first.</summary>
    Task<ImmutableArray<FeedLink>> List(Calendar calendar, CancellationToken cancellation);

    /// <summary>Whether there was one to remove; it stops working with the next request.</summary>
    Task<bool> Remove(Calendar calendar, Guid id, CancellationToken cancellation);
}

/// <summary>A secret address of a calendar; the secret itself is not kept.</summary>
public sealed record FeedLink
{
    /// <summary>Random.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it shows.</summary>
    public required CalendarId CalendarId { get; init; }

    /// <summary>Of the calendar.</summary>
    public required UserId OwnerId { get; init; }

    /// <summary>How much it shows: freebusy or view.</summary>
    public required Permission Permission { get; init; }

    /// <summary>What it is for, in its maker's words.</summary>
    public required string Label { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required ImmutableArray<byte> SecretHash { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant CreatedAt { get; init; }
}
