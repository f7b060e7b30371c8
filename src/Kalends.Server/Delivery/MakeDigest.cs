using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>Makes a due digest: the agenda of the day in the user's zone. The next digest is stored before this one is sent.</summary>
internal sealed class MakeDigest(StorageSet storage, DomainRules rules, ReadRange read)
{
    private const int MostOccurrences = 200;

    public async Task<Decision> Run(Notification due, User user, Instant now, CancellationToken cancellation)
    {
        if (DigestPlan.Next(rules, user, now + Duration.FromSeconds(1)) is { } next) await storage.Notifications.Add([next], cancellation);
        if (DigestPlan.Next(rules, user, due.Start) is not { } planned || planned.Id != due.Id) return new Decision.Drop(due, DropReason.Void);
        if (!due.IsUseful(now)) return new Decision.Drop(due, DropReason.Stale);
        var zone = rules.Zone(user.Preferences.TimeZone);
        var day = due.Start.InZone(zone).Date;
        var span = new TimeRange(zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        var occurrences = await ReadDay(user, span, cancellation);
        return new Decision.Send(due, new Message(due, user, occurrences) { Zone = zone }, Instant.MinValue);
    }

    private async Task<ImmutableArray<Occurrence>> ReadDay(User user, TimeRange span, CancellationToken cancellation)
    {
        var found = new FirstOccurrences(MostOccurrences);
        foreach (var view in await storage.Calendars.ListOwned(user.Id, cancellation))
        {
            if (view.Calendar.Deleted is not null) continue;
            var page = await read.Run(new RangeQuery(view.Calendar, span.From, span.To) { Limit = MostOccurrences }, cancellation);
            found.Add(page.Items);
        }
        return found.InOrder();
    }
}
