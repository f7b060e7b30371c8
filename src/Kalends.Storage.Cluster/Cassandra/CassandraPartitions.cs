using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Cluster.Cassandra.Notifications;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Cluster.Cassandra.Schema;
using Kalends.Storage.Cluster.Redis.Copies;
using Kalends.Storage.Cluster.Redis.Ranges;
using Kalends.Storage.Events;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>The stores on Cassandra.</summary>
internal sealed class CassandraPartitions : ICalendarPartitions
{
    private static readonly Cql Probe = new("SELECT release_version FROM system.local WHERE key = 'local'");
    private readonly CassandraOptions options;
    private readonly Afterwards afterwards;

    /// <param name="options">Shards and limits.</param>
    /// <param name="database">Belongs to the stores from now on.</param>
    /// <param name="shell">The time, and where to say what fails unseen.</param>
    public CassandraPartitions(CassandraOptions options, CassandraDatabase database, CassandraShell shell)
    {
        (this.options, Database) = (options, database);
        var parts = new CassandraParts(options, database, shell);
        afterwards = parts.Afterwards;
        (Events, Occurrences, Notifications) = (parts.MakeEvents(), parts.MakeOccurrences(), parts.MakeNotifications());
    }

    /// <summary>Stores that connect when they are prepared.</summary>
    public static CassandraPartitions Open(CassandraOptions options, CassandraShell shell) =>
        new(options, new CassandraDatabase(options), shell);

    public IEventStore Events { get; }

    public IOccurrenceStore Occurrences { get; }

    public INotificationStore Notifications { get; }

    public CassandraDatabase Database { get; }

    /// <summary>Every statement there is.</summary>
    public static ImmutableArray<Cql> Statements { get; } =
    [
        Probe, .. CalendarRows.All, .. DocumentStore.Statements, .. LocationRows.Statements, .. ExpiringRows.Statements,
        .. BucketRows.Statements, .. ParticipationRows.Statements, .. WorkRows.Statements, .. ProjectedCalendarRows.Statements,
        .. NotificationRows.All, .. DueRows.Statements, .. DeadRows.Statements, .. CheckpointRows.Statements,
        .. ForgottenBefore.Statements,
    ];

    public async Task Prepare(CancellationToken cancellation)
    {
        if (Database.IsConnected) return;
        await new SchemaSteps(options).Apply(cancellation);
        await Database.Connect(Statements, cancellation);
    }

    public async Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation)
    {
        try
        {
            CqlResult local = await Database.Run(Database.Bind(Probe), cancellation);
            return [new DependencyState("Cassandra", IsHealthy: true, $"It is version {local[0].Get<string>(0)}.")];
        }
        catch (StorageException failed)
        {
            return [new DependencyState("Cassandra", IsHealthy: false, failed.Message)];
        }
    }

    /// <summary>Nothing: what a death leaves is listed as work, or lies unseen.</summary>
    public Task Mend(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits for work that nobody waits for.</summary>
    public Task Settle() => afterwards.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await Settle();
        await Database.DisposeAsync();
    }
}

/// <summary>What the stores get from the process they run in.</summary>
internal sealed record CassandraShell(TimeProvider Clock, ILogger Log)
{
    /// <summary>Of what calendars say of themselves.</summary>
    public ICopies Copies { get; init; } = NoCopies.Instance;

    /// <summary>Pages that were read before.</summary>
    public IRanges Ranges { get; init; } = NoRanges.Instance;
}
