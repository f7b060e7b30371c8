using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>How far each shard's delivery has come, compared by the fence of its lease.</summary>
internal sealed class CheckpointRows(CassandraDatabase database, int firstShard)
{
    private const int MostAttempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly Cql Select = new("SELECT before, fence FROM delivery_checkpoints WHERE shard = ?");
    private static readonly Cql Insert = new("INSERT INTO delivery_checkpoints (shard, before, fence) VALUES (?, ?, ?) IF NOT EXISTS");
    private static readonly Cql Update = new(
        "UPDATE delivery_checkpoints SET before = ?, fence = ? WHERE shard = ? IF before = ? AND fence = ?");

    public static ImmutableArray<Cql> Statements { get; } = [Select, Insert, Update];

    public Task<Checkpoint?> Find(int shard, CancellationToken cancellation) => Find(shard, Consistency.LocalQuorum, cancellation);

    public async Task<bool> TrySave(Checkpoint checkpoint, CancellationToken cancellation)
    {
        CqlException? doubt = null;
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // What is under way must be finished before it is compared with.
            Checkpoint? there = await Find(checkpoint.Shard, Consistency.LocalSerial, cancellation);
            if (there == checkpoint) return true;
            if (there is not null && there.Fence > checkpoint.Fence) return false;
            try
            {
                if (await database.TryApply(CqlBatch.Unlogged().Add(Bind(checkpoint, there)), cancellation)) return true;
            }
            catch (CqlException failed)
            {
                doubt = failed;
            }
            await Task.Delay(Pause * attempt, cancellation);
        }
        throw new StorageException("Cassandra could not agree on a checkpoint.", doubt);
    }

    private async Task<Checkpoint?> Find(int shard, Consistency consistency, CancellationToken cancellation)
    {
        CqlStatement statement = database.Bind(Select).Value(firstShard + shard);
        statement.Consistency = consistency;
        CqlResult rows = await database.Run(statement, cancellation);
        return rows.Count == 0
            ? null
            : new Checkpoint(shard, Instant.FromUnixTimeSeconds(rows[0].Get<long>(0)), rows[0].Get<long>(1));
    }

    private CqlStatement Bind(Checkpoint checkpoint, Checkpoint? there)
    {
        (int shard, long before) = (firstShard + checkpoint.Shard, checkpoint.Before.ToUnixTimeSeconds());
        return there is null
            ? database.Bind(Insert).Value(shard).Value(before).Value(checkpoint.Fence)
            : database.Bind(Update).Value(before).Value(checkpoint.Fence).Value(shard)
                .Value(there.Before.ToUnixTimeSeconds()).Value(there.Fence);
    }
}
