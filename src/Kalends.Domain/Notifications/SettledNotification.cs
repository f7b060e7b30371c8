namespace Kalends.Domain.Notifications;

/// <summary>What became of a due notification.</summary>
/// <param name="Due">As it was read.</param>
/// <param name="After">
/// As it is from now on: sent, failed, or due again at its next attempt; null where there is nothing to tell any more, and it is forgotten.
/// </param>
public sealed record SettledNotification(Notification Due, Notification? After);
