using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>What a channel is to tell somebody.</summary>
/// <param name="Notification">What is due.</param>
/// <param name="User">Who is told, as they are now.</param>
/// <param name="Occurrences">The one that a reminder is of; those of the day, in order, for a digest.</param>
internal sealed record Message(Notification Notification, User User, ImmutableArray<Occurrence> Occurrences)
{
    /// <summary>The zone the reader lives in.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>
    /// The same for every attempt, so that a receiver can drop what it has; another one where the same reminder is due again because its
    /// instance has moved.
    /// </summary>
    public string Key => $"{Notification.Id:N}-{Notification.Start.ToUnixTimeSeconds():x}";

    /// <summary>The occurrence of a reminder.</summary>
    public Occurrence Occurrence => Occurrences[0];
}
