using Kalends.Storage;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;

namespace Kalends.Testing.Cluster;

/// <summary>Partitions over a session that other tests use too: it stays open when these are disposed.</summary>
internal sealed class SharedPartitions(CassandraPartitions partitions) : ICalendarPartitions
{
    public IEventStore Events => partitions.Events;

    public IOccurrenceStore Occurrences => partitions.Occurrences;

    public INotificationStore Notifications => partitions.Notifications;

    public Task Prepare(CancellationToken cancellation) => partitions.Prepare(cancellation);

    public Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) => partitions.Check(cancellation);

    public Task Mend(CancellationToken cancellation) => partitions.Mend(cancellation);

    public async ValueTask DisposeAsync() => await partitions.Settle();
}
