using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>
/// Projects what requests left undone: events too large for a request, whatever a process that died had committed, second halves of moves.
/// </summary>
internal sealed class DrainProjections(StorageSet storage, ProjectDue project, SharedWork shared, WorkerWake wake) : IChore
{
    private const int BatchSize = 100;

    // Signals may come with every write: looking more often than this finds nothing more.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    private readonly ProjectionBackoff backoff = new();

    public bool IsShared => true;

    public TimeSpan Rest => TimeSpan.FromSeconds(10);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        if (!await IsDue(WorkShard.Whole, stopping)) return;
        await shared.Run(new ShardedWork("projection") { IsDue = IsDue, Do = (shard, held) => Drain(shard, now, held) }, stopping);
    }

    private async Task<bool> IsDue(WorkShard shard, CancellationToken stopping) =>
        !(await storage.Occurrences.ReadUnprojected(shard, limit: 1, stopping)).IsEmpty;

    private async Task Drain(WorkShard shard, Instant now, CancellationToken held)
    {
        while (true)
        {
            // Those that wait after a failure may come first: asking for as many more keeps them from hiding the rest.
            var due = await storage.Occurrences.ReadUnprojected(shard, BatchSize + backoff.Count, held);
            if (await project.Run(due, backoff, now, held) == 0) return;
        }
    }

    public async Task Wait(TimeProvider clock, CancellationToken stopping)
    {
        await Task.Delay(Gap, clock, stopping);
        await wake.Wait(Rest, clock, stopping);
    }
}
