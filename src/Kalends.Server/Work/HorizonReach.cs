using Kalends.Domain;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Up to when all notifications were planned the last time, so that what fell due behind that while no worker ran is not lost.</summary>
internal sealed class HorizonReach(StorageSet storage, DomainRules rules)
{
    private readonly INotificationStore store = storage.Notifications;

    /// <summary>How long after now an occurrence may start that is reminded of within the horizon.</summary>
    public Duration Starts => ProjectionWindow.NotificationHorizon + Duration.FromMinutes(rules.Limits.ReminderMinutes) + Duration.FromDays(2);

    /// <summary>What nobody has planned, up to now; mostly empty.</summary>
    public async Task<Interval> FindMissed(Instant now, CancellationToken cancellation)
    {
        var planned = (await store.FindCheckpoint(store.Shards.Planning, cancellation))?.Before ?? now;
        return new Interval(Instant.Min(planned, now), now);
    }

    /// <summary>Remembers that all is planned that falls due within the horizon from there. A later one stays, whoever saves last.</summary>
    public async Task Save(Instant now, CancellationToken cancellation)
    {
        var planned = Instant.FromUnixTimeSeconds((now + ProjectionWindow.NotificationHorizon).ToUnixTimeSeconds());
        await store.TrySave(new Checkpoint(store.Shards.Planning, planned, Fence: planned.ToUnixTimeSeconds()), cancellation);
    }
}
