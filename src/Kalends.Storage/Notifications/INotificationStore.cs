using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Storage.Notifications;

/// <summary>Due messages. They come with projections; this port reads them, adds those the horizon has reached, and marks outcomes.</summary>
public interface INotificationStore
{
    /// <summary>Adds those whose id is not known; never changes the status of one that is.</summary>
    Task Add(ImmutableArray<Notification> notifications, CancellationToken cancellation);

    /// <summary>A user's, in any status, by trigger time within [from, to).</summary>
    Task<ImmutableArray<Notification>> ReadOf(UserId user, Instant from, Instant to, CancellationToken cancellation);

    /// <summary>Drops a user's pending ones: their reminders, channels or quiet hours have changed.</summary>
    Task RemovePending(UserId user, CancellationToken cancellation);

    /// <summary>Forgets what was due before the instant.</summary>
    Task RemoveBefore(Instant before, CancellationToken cancellation);
}
