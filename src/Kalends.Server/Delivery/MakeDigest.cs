using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Time;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Makes a due digest: the agenda of the day in the user's zone, of the user's calendars and accepted invitations, without what the user has
/// declined. The next digest is stored before this one is sent.
/// </summary>
internal sealed class MakeDigest(StorageSet storage, DomainRules rules, ReadDay days)
{
    public async Task<Decision> Run(Notification due, User user, Instant now, CancellationToken cancellation)
    {
        if (DigestPlan.Next(rules, user, now + Duration.FromSeconds(1)) is { } next) await storage.Notifications.Add([next], cancellation);
        if (DigestPlan.Next(rules, user, due.Start) is not { } planned || planned.Id != due.Id) return new Decision.Drop(due, DropReason.Void);
        if (!due.IsUseful(now)) return new Decision.Drop(due, DropReason.Stale);
        var zone = rules.Zone(user.Preferences.TimeZone);
        var day = due.Start.InZone(zone).Date;
        var span = new TimeRange(zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        var occurrences = await days.Run(new BusyRange(user.Id, span, now), cancellation);
        return new Decision.Send(due, new Message(due, user, occurrences) { Zone = zone }, Instant.MinValue);
    }
}
