using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster;

/// <summary>Everything on servers that many processes share: MySQL by user, Cassandra by calendar.</summary>
public sealed class ClusterStorageSet : StorageSet
{
    private readonly IUserShards shards;
    private readonly ICalendarPartitions partitions;

    private readonly RedisSignals signals;

    internal ClusterStorageSet(IUserShards shards, ICalendarPartitions partitions, RedisSignals signals)
    {
        (this.shards, this.partitions, this.signals) = (shards, partitions, signals);
    }

    /// <summary>Over the servers of the configuration. Nothing is asked before <see cref="Prepare"/>, which comes before anything else.</summary>
    public static ClusterStorageSet Open(ClusterOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        var shell = new CassandraShell(clock, logs.CreateLogger<ClusterStorageSet>());
        return new ClusterStorageSet(
            new MySqlShards(options.MySql, clock),
            new CassandraPartitions(options.Cassandra, new CassandraDatabase(options.Cassandra), shell),
            new RedisSignals(options.Redis));
    }

    /// <inheritdoc/>
    public override IUserStore Users => shards.Users;

    /// <inheritdoc/>
    public override ICredentialStore Credentials => shards.Credentials;

    /// <inheritdoc/>
    public override IIdempotencyStore Idempotency => shards.Idempotency;

    /// <inheritdoc/>
    public override ICalendarStore Calendars => shards.Calendars;

    /// <inheritdoc/>
    public override IFeedLinkStore FeedLinks => shards.FeedLinks;

    /// <inheritdoc/>
    public override IImportStore Imports => shards.Imports;

    /// <inheritdoc/>
    public override IReceiverStore Receivers => shards.Receivers;

    /// <inheritdoc/>
    public override ILeaseStore Leases => shards.Leases;

    /// <inheritdoc/>
    public override IEventStore Events => partitions.Events;

    /// <inheritdoc/>
    public override IOccurrenceStore Occurrences => partitions.Occurrences;

    /// <inheritdoc/>
    public override INotificationStore Notifications => partitions.Notifications;

    /// <inheritdoc/>
    public override ISignals Signals => signals;

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await signals.Connect();
        await shards.Prepare(cancellation);
        await PreparationTurn.Run(shards.Leases, () => partitions.Prepare(cancellation), cancellation);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation)
    {
        var states = await Task.WhenAll(shards.Check(cancellation), partitions.Check(cancellation));
        return [.. states.SelectMany(group => group)];
    }

    /// <inheritdoc/>
    public override async Task Mend(CancellationToken cancellation)
    {
        await shards.Mend(cancellation);
        await partitions.Mend(cancellation);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await signals.DisposeAsync();
        await partitions.DisposeAsync();
        await shards.DisposeAsync();
    }
}
