using Kalends.Domain;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Carries the window on with the days, and projects anew what another tzdb may put elsewhere.</summary>
internal sealed class RollForward(StorageSet storage, DomainRules rules, FollowZones zones, ProjectDue project) : IChore
{
    private const int BatchSize = 100;

    private readonly ProjectionBackoff backoff = new();

    public TimeSpan Rest => TimeSpan.FromHours(24);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        zones.Begin();
        while (true)
        {
            var outdated = await storage.Occurrences.ReadOutdated(
                ProjectionWindow.DueBefore(now), rules.TzdbVersion, BatchSize + backoff.Count, stopping);
            var tried = outdated.Where(one => !backoff.Holds(one.Due, now)).ToList();
            if (tried.Count == 0) break;
            await project.Run(await zones.Confirm(tried, now, stopping), backoff, now, stopping);
        }
        zones.Report();
    }
}
