using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Time;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>Makes a user's stored notifications anew, after reminders, channels or quiet hours have changed.</summary>
internal sealed class RenewNotifications(StorageSet storage, DomainRules rules, PlanNotifications plan, DueNews due)
{
    public async Task Run(User user, Instant now, CancellationToken cancellation)
    {
        await storage.Notifications.RemovePending(user.Id, now, cancellation);
        var planned = await plan.Run(user, new TimeRange(now, now + ProjectionWindow.NotificationHorizon), cancellation);
        var digest = DigestPlan.Next(rules, user, now);
        await storage.Notifications.Add([.. planned.Select(one => one.Notification), .. digest is null ? [] : new[] { digest }], cancellation);
        due.Tell();
    }
}
