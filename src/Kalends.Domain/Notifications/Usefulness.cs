using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>How long a notification is worth sending.</summary>
public static class Usefulness
{
    /// <summary>How long after the start of what it reminds of.</summary>
    public static readonly Duration AfterStart = Duration.FromMinutes(15);

    private static readonly Duration OfDigest = Duration.FromHours(6);

    /// <summary>From this instant on it is noise: a quarter of an hour after the start; an agenda, six hours after its hour.</summary>
    public static Instant EndOf(Notification notification) =>
        notification.Start + (notification.Kind == NotificationKind.Digest ? OfDigest : AfterStart);

    /// <summary>Whether it still is; what an operator had sent again is, at any time.</summary>
    public static bool IsUseful(this Notification notification, Instant at) => notification.IsReplayed || at < EndOf(notification);
}
