using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>The half of the cluster set that lies on Cassandra, over a session that others use too.</summary>
internal sealed class CassandraHalf(CassandraPartitions partitions) : StorageSet
{
    public CassandraPartitions Partitions => partitions;

    public override IUserStore Users => throw Missing();

    public override ICredentialStore Credentials => throw Missing();

    public override IIdempotencyStore Idempotency => throw Missing();

    public override ICalendarStore Calendars => throw Missing();

    public override IFeedLinkStore FeedLinks => throw Missing();

    public override IImportStore Imports => throw Missing();

    public override IEventStore Events => partitions.Events;

    public override IOccurrenceStore Occurrences => partitions.Occurrences;

    public override INotificationStore Notifications => partitions.Notifications;

    public override IReceiverStore Receivers => throw Missing();

    public override ILeaseStore Leases => throw Missing();

    public override ISignals Signals => throw Missing();

    public override Task Prepare(CancellationToken cancellation) => partitions.Prepare(cancellation);

    public override Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) => partitions.Check(cancellation);

    public override async ValueTask DisposeAsync() => await partitions.Settle();

    private static NotSupportedException Missing() => new("It lies on MySQL.");
}
