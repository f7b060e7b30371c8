using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Cluster.Cassandra.Schema;
using Kalends.Storage.Events;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>The stores on Cassandra, put together.</summary>
internal sealed class CassandraPartitions : ICalendarPartitions
{
    private static readonly Cql Probe = new("SELECT release_version FROM system.local WHERE key = 'local'");
    private readonly CassandraOptions options;
    private readonly Afterwards afterwards;

    /// <param name="options">Shards and limits.</param>
    /// <param name="database">Belongs to the stores from now on.</param>
    /// <param name="log">For what fails unseen.</param>
    public CassandraPartitions(CassandraOptions options, CassandraDatabase database, ILogger log)
    {
        (this.options, Database) = (options, database);
        afterwards = new Afterwards(log);
        var shards = new Shards(options.FirstShard, options.ShardCount);
        var reader = new PartitionReader(Database, afterwards);
        var writer = new PartitionWriter(Database, reader);
        var documents = new DocumentStore(Database);
        var events = new EventRows(reader, documents);
        var sources = new OccurrenceSources(Database, events, new BucketRows(Database, documents), documents);
        var participations = new ParticipationRows(Database);
        var calendars = new ProjectedCalendarRows(Database, shards);
        var trail = new ProjectionTrail(calendars, sources.Buckets, afterwards)
        {
            Followers = new Followers(participations), Work = new WorkRows(Database, shards),
        };
        var locations = new LocationRows(Database, events);
        var expiring = new ExpiringRows(Database, shards);
        var history = new HistoryRows(Database, reader, documents);
        var reminders = new ReminderRows(Database, reader);
        Occurrences = new CassandraOccurrenceStore(new OccurrenceReader(reader, sources), new ProjectionWriter(writer, sources, trail))
        {
            Participations = participations, Unprojected = new UnprojectedEvents(events, trail.Work),
            Outdated = new OutdatedEvents(Database, reader, calendars),
        };
        var commits = new CommitTrail(sources, trail, afterwards)
        {
            Locations = locations, Expiring = expiring, MostBytes = options.MostCalendarBytes,
        };
        var purges = new PurgeSources(Database, reader)
        {
            Events = events, History = history, Reminders = reminders, Documents = documents, Locations = locations, Expiring = expiring,
            Buckets = sources.Buckets, Trail = trail,
        };
        Events = new CassandraEventStore(events, new CommitWriter(writer, events, commits))
        {
            Locations = locations, Lists = new EventLists(Database, reader, events), History = history, Reminders = reminders,
            Expired = new ExpiredEvents(events, expiring), Purges = new EventPurge(writer, purges),
        };
    }

    public IEventStore Events { get; }

    public IOccurrenceStore Occurrences { get; }

    public INotificationStore Notifications => throw new NotSupportedException();

    public CassandraDatabase Database { get; }

    /// <summary>Every statement there is.</summary>
    public static ImmutableArray<Cql> Statements { get; } =
    [
        Probe, .. CalendarRows.All, .. DocumentStore.Statements, .. LocationRows.Statements, .. ExpiringRows.Statements,
        .. BucketRows.Statements, .. ParticipationRows.Statements, .. WorkRows.Statements, .. ProjectedCalendarRows.Statements,
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

    public Task Mend(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits for work that nobody waits for.</summary>
    public Task Settle() => afterwards.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await Settle();
        await Database.DisposeAsync();
    }
}
