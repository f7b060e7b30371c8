using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Users;

/// <summary>
/// First answers to requests with an Idempotency-Key, sharded by user. That a repeat makes nothing twice does not rest on this store:
/// the ids of what a keyed request makes are derived from its key.
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>The first answer, or null.</summary>
    Task<KeyedAnswer?> Find(UserId user, string path, string key, CancellationToken cancellation);

    /// <summary>Keeps the answer unless there is one; gives the one that is kept.</summary>
    Task<KeyedAnswer> Keep(KeyedAnswer answer, CancellationToken cancellation);

    /// <summary>Forgets what is older.</summary>
    Task RemoveOlderThan(Instant before, CancellationToken cancellation);
}

/// <summary>What a keyed request was first answered.</summary>
public sealed record KeyedAnswer
{
    /// <summary>The caller.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Method and path.</summary>
    public required string Path { get; init; }

    /// <summary>As the client sent it.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request's body.</summary>
    public required ImmutableArray<byte> BodyHash { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The Location header, if there was one.</summary>
    public string? Location { get; init; }

    /// <summary>The ETag header, if there was one.</summary>
    public string? ETag { get; init; }

    /// <summary>The body as sent.</summary>
    public required ImmutableArray<byte> Body { get; init; }

    /// <summary>When it was first answered.</summary>
    public required Instant At { get; init; }
}
