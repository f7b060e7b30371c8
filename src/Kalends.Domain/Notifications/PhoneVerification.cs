using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>Which number a user has shown to hold, and the code that is under way to another. One record for each user.</summary>
public sealed record PhoneVerification
{
    /// <summary>Whose it is.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Counts the stored changes, from 1.</summary>
    public required long Revision { get; init; }

    /// <summary>E.164; null until a code came back right.</summary>
    public string? Verified { get; init; }

    /// <summary>The number that was sent the last code, or null.</summary>
    public string? Asked { get; init; }

    /// <summary>A keyed hash of that code; empty where there is none to come.</summary>
    public ImmutableArray<byte> CodeHash { get; init; } = [];

    /// <summary>Until when that code counts.</summary>
    public Instant ExpiresAt { get; init; }

    /// <summary>How often it may still be guessed wrong.</summary>
    public int AttemptsLeft { get; init; }

    /// <summary>When codes were sent within the last day: each costs money, and rings at somebody who may not have asked.</summary>
    public ImmutableArray<Instant> SentAt { get; init; } = [];
}
