using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>A browser that takes web push for a user (W3C Push API).</summary>
public sealed record PushSubscription
{
    /// <summary>A hash of the endpoint: subscribing again is the same subscription.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whom it reaches.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The push service's https address for this browser. Who knows it could send: it is a secret.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, an uncompressed point of P-256, 65 bytes.</summary>
    public required ImmutableArray<byte> PublicKey { get; init; }

    /// <summary>The authentication secret, 16 bytes (RFC 8291, 3.2).</summary>
    public required ImmutableArray<byte> AuthSecret { get; init; }

    /// <summary>When the browser says it ends, or null.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant CreatedAt { get; init; }
}
