using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Storage.Cluster;

/// <summary>Everything on servers that many processes share: MySQL by user, Cassandra by calendar.</summary>
public sealed class ClusterStorageSet : StorageSet
{
    private readonly IUserShards shards;
    private readonly ICalendarPartitions partitions;

    internal ClusterStorageSet(IUserShards shards, ICalendarPartitions partitions, ISignals signals)
    {
        (this.shards, this.partitions) = (shards, partitions);
        Signals = signals;
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
    public override ISignals Signals { get; }

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
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
        await partitions.DisposeAsync();
        await shards.DisposeAsync();
    }
}
