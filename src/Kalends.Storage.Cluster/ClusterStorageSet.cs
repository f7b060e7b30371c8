using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Kalends.Storage.Cluster.Redis.Copies;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster;

/// <summary>Everything on servers that many processes share: MySQL by user, Cassandra by calendar, copies and news by Redis.</summary>
public sealed class ClusterStorageSet : StorageSet
{
    private readonly IUserShards shards;
    private readonly ICalendarPartitions partitions;
    private readonly RedisParts redis;

    internal ClusterStorageSet(IUserShards shards, ICalendarPartitions partitions, RedisParts redis)
    {
        (this.shards, this.partitions, this.redis) = (shards, partitions, redis);
        Credentials = new CopiedCredentialStore(shards.Credentials, redis.Copies);
        Calendars = new CopiedCalendarStore(shards.Calendars, redis.Copies);
    }

    /// <summary>Over the servers of the configuration. Nothing is asked before <see cref="Prepare"/>, which comes before anything else.</summary>
    public static ClusterStorageSet Open(ClusterOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        var shards = new MySqlShards(options.MySql, clock);
        var log = logs.CreateLogger<ClusterStorageSet>();
        var redis = new RedisParts(options.Redis, options.Cassandra.Keyspace, shards.Leases) { Log = log };
        var shell = new CassandraShell(clock, log) { Copies = redis.Copies, Ranges = redis.Ranges };
        return new ClusterStorageSet(shards, new CassandraPartitions(options.Cassandra, new CassandraDatabase(options.Cassandra), shell), redis);
    }

    /// <inheritdoc/>
    public override IUserStore Users => shards.Users;

    /// <inheritdoc/>
    public override ICredentialStore Credentials { get; }

    /// <inheritdoc/>
    public override IIdempotencyStore Idempotency => shards.Idempotency;

    /// <inheritdoc/>
    public override ICalendarStore Calendars { get; }

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
    public override ISignals Signals => redis.Signals;

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await redis.Connect();
        await shards.Prepare(cancellation);
        await PreparationTurn.Run(shards.Leases, () => partitions.Prepare(cancellation), cancellation);
        await redis.Start();
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
        await redis.DisposeAsync();
        await partitions.DisposeAsync();
        await shards.DisposeAsync();
    }
}
