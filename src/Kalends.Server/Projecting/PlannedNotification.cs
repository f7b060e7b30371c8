using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>A notification and the occurrence it is about.</summary>
internal sealed record PlannedNotification(Notification Notification, Occurrence Occurrence);
