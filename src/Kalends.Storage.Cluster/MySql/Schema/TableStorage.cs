using System.Collections.Immutable;
using System.Globalization;

namespace Kalends.Storage.Cluster.MySql.Schema;

/// <summary>How a server stores a table of this name.</summary>
internal sealed record TableStorage(Func<string, string> Clause)
{
    private const string Text = "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    public static TableStorage Plain { get; } = new(_ => $"ENGINE=InnoDB {Text}");

    /// <summary>A Spider front: equal parts of the slots on the servers behind it, so that all tables part a slot in the same way.</summary>
    public static TableStorage Spider(ImmutableArray<SpiderShardOptions> shards) => new(table =>
    {
        var parts = shards.Select((shard, n) => string.Create(CultureInfo.InvariantCulture,
            $"PARTITION p{n} VALUES LESS THAN ({(n + 1) * SlotRange.Slots / shards.Length}) COMMENT='srv \"{shard.Name}\"'"));
        return $"ENGINE=SPIDER {Text} COMMENT='wrapper \"mysql\", table \"{table}\"' PARTITION BY RANGE (slot) ({string.Join(", ", parts)})";
    });
}
