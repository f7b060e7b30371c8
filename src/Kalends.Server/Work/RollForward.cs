using Kalends.Domain;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Carries the window on with the days, and projects anew what another tzdb may put elsewhere.</summary>
internal sealed class RollForward(StorageSet storage, DomainRules rules, RollingParts parts) : IChore
{
    private const int BatchSize = 100;

    private readonly ProjectionBackoff backoff = new();
    private bool isDone;

    public bool IsShared => true;

    public TimeSpan Rest => TimeSpan.FromHours(1);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        parts.Zones.Begin();
        isDone = await parts.Shared.Run(
            new ShardedWork("roll-forward") { IsDue = (shard, end) => IsDue(shard, now, end), Do = (shard, held) => Roll(shard, now, held) }, stopping);
        parts.Zones.Report();
    }

    /// <summary>Not for long where another process was at it, which may have died since.</summary>
    public Task Wait(TimeProvider clock, CancellationToken stopping) => Task.Delay(isDone ? Rest : parts.Lease.Length, clock, stopping);

    private async Task<bool> IsDue(WorkShard shard, Instant now, CancellationToken stopping) =>
        !(await storage.Occurrences.ReadOutdated(Outdated(shard, now), limit: 1, stopping)).IsEmpty;

    private async Task Roll(WorkShard shard, Instant now, CancellationToken held)
    {
        while (true)
        {
            var outdated = await storage.Occurrences.ReadOutdated(Outdated(shard, now), BatchSize + backoff.Count, held);
            var tried = outdated.Where(one => !backoff.Holds(one.Due, now)).ToList();
            if (tried.Count == 0) return;
            await parts.Project.Run(await parts.Zones.Confirm(tried, now, held), backoff, now, held);
        }
    }

    private OutdatedQuery Outdated(WorkShard shard, Instant now) => new(shard, ProjectionWindow.DueBefore(now), rules.TzdbVersion);
}

/// <summary>What the roll-forward works with.</summary>
internal sealed record RollingParts(FollowZones Zones, ProjectDue Project, SharedWork Shared, WorkLease Lease);
