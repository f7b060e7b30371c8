using Kalends.Server.Hosting.Keyed;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Forgets sessions that have expired, answers to keyed requests after their day, old notifications and reports of imports.</summary>
internal sealed class SweepExpired(StorageSet storage) : IChore
{
    private static readonly Duration KeepNotifications = Duration.FromDays(30);

    private static readonly Duration KeepImports = Duration.FromDays(7);

    public TimeSpan Rest => TimeSpan.FromHours(1);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        await storage.Credentials.RemoveExpiredSessions(now, stopping);
        await storage.Idempotency.RemoveOlderThan(now - KeyedAnswers.Lifetime, stopping);
        await storage.Notifications.RemoveBefore(now - KeepNotifications, stopping);
        await storage.Imports.RemoveBefore(now - KeepImports, stopping);
    }
}
