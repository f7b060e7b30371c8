using Kalends.Domain;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Carries the window on with the days, and projects everything anew after the tzdb was replaced.</summary>
internal sealed class RollForward(StorageSet storage, DomainRules rules, ProjectDue project) : IChore
{
    private const int BatchSize = 100;

    private readonly ProjectionBackoff backoff = new();

    public TimeSpan Rest => TimeSpan.FromHours(24);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        while (true)
        {
            var due = await storage.Occurrences.ReadOutdated(
                ProjectionWindow.DueBefore(now), rules.TzdbVersion, BatchSize + backoff.Count, stopping);
            if (await project.Run(due, backoff, now, stopping) == 0) return;
        }
    }
}
