using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Notifications;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>How far the delivery of each shard has come.</summary>
internal static class CheckpointRows
{
    private static readonly Sql Select = new("SELECT before, fence FROM delivery_checkpoints WHERE shard = ?1");
    private static readonly Sql Upsert = new(
        """
        INSERT INTO delivery_checkpoints (shard, before, fence) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET before = ?2, fence = ?3 WHERE fence <= ?3
        """);

    public static Checkpoint? Find(Connection connection, int shard)
    {
        using Statement row = connection.Use(Select).Bind(1, shard);
        return row.Step() ? new Checkpoint(shard, row.Instant(0), row.Integer(1)) : null;
    }

    public static bool TrySave(Connection connection, Checkpoint checkpoint) =>
        connection.Use(Upsert).Bind(1, checkpoint.Shard).Bind(2, checkpoint.Before).Bind(3, checkpoint.Fence).Run() == 1;
}
