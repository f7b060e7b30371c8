using Kalends.Cql;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>What a partition says of itself.</summary>
/// <param name="Version">Counts all changes; 0 where there is no partition. Whoever changes anything raises it by one.</param>
/// <param name="Head">The newest sequence of the feed.</param>
/// <param name="Floor">Up to where the feed may have forgotten changes.</param>
internal sealed record PartitionHead(long Version, long Head, long Floor)
{
    public static PartitionHead None { get; } = new(0, 0, 0);

    public static PartitionHead Of(CqlResult rows) =>
        rows.Count == 0 ? None : new PartitionHead(VersionOf(rows), rows[0].Get<long?>(2) ?? 0, rows[0].Get<long?>(3) ?? 0);

    public static long VersionOf(CqlResult rows) => rows.Count == 0 ? 0 : rows[0].Get<long?>(0) ?? 0;

    /// <summary>Up to which version changes are known to be on a majority of the replicas, whole.</summary>
    public static long SettledOf(CqlResult rows) => rows.Count == 0 ? 0 : rows[0].Get<long?>(1) ?? 0;
}
