using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Everything that may hold something of an event.</summary>
internal sealed record PurgeSources(CassandraDatabase Database, PartitionReader Partitions)
{
    public required EventRows Events { get; init; }

    public required HistoryRows History { get; init; }

    public required ReminderRows Reminders { get; init; }

    public required DocumentStore Documents { get; init; }

    public required LocationRows Locations { get; init; }

    public required ExpiringRows Expiring { get; init; }

    public required BucketRows Buckets { get; init; }

    public required ProjectionTrail Trail { get; init; }
}
