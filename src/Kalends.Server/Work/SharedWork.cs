using System.Security.Cryptography;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Work;

/// <summary>
/// Does in shards what is to be done over all calendars: a process does those whose lease it gets, others the rest at the same time. A lease
/// is taken for a shard with work and given back after it, so whoever comes shares at once, and nobody holds what is idle.
/// </summary>
internal sealed class SharedWork(WorkLease lease)
{
    private const int Shards = 16;

    /// <summary>False where a shard was left to another process.</summary>
    public async Task<bool> Run(ShardedWork work, CancellationToken stopping)
    {
        var isDone = true;
        // In an order of its own, so that processes that wake together do not follow each other.
        int[] numbers = [.. Enumerable.Range(0, Shards)];
        RandomNumberGenerator.Shuffle(numbers.AsSpan());
        foreach (var number in numbers)
        {
            var shard = new WorkShard(number, Shards);
            if (!await work.IsDue(shard, stopping)) continue;
            isDone &= await lease.TryHold($"{work.Name} {number}", held => work.Do(shard, held), stopping);
        }
        return isDone;
    }
}

/// <summary>Work that is shared out.</summary>
/// <param name="Name">In the names of its leases.</param>
internal sealed record ShardedWork(string Name)
{
    public required Func<WorkShard, CancellationToken, Task<bool>> IsDue { get; init; }

    /// <summary>Does all of a shard.</summary>
    public required Func<WorkShard, CancellationToken, Task> Do { get; init; }
}
