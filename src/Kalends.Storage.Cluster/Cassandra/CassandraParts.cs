using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Cluster.Cassandra.Notifications;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Notifications;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>What the stores are made of, each part once.</summary>
internal sealed class CassandraParts
{
    private readonly CassandraOptions options;
    private readonly CassandraDatabase database;
    private readonly CassandraShell shell;
    private readonly Shards shards;
    private readonly DueShards dueShards;
    private readonly PartitionReader reader;
    private readonly PartitionWriter writer;
    private readonly CalendarWords words;
    private readonly DocumentStore documents;
    private readonly EventRows events;
    private readonly OccurrenceSources sources;
    private readonly ParticipationRows participations;
    private readonly ProjectedCalendarRows calendars;
    private readonly UserNotifications users;
    private readonly DueRows due;
    private readonly ProjectionTrail trail;

    public CassandraParts(CassandraOptions options, CassandraDatabase database, CassandraShell shell)
    {
        (this.options, this.database, this.shell) = (options, database, shell);
        Afterwards = new Afterwards(shell.Log);
        shards = new Shards(options.FirstShard, options.ShardCount);
        dueShards = new DueShards(options.NotificationSlices);
        reader = new PartitionReader(database, Afterwards);
        writer = new PartitionWriter(database, reader, shell);
        words = new CalendarWords(database, reader, shell.Copies);
        documents = new DocumentStore(database);
        events = new EventRows(reader, documents);
        sources = new OccurrenceSources(database, events, new BucketRows(database, documents), documents);
        participations = new ParticipationRows(database);
        calendars = new ProjectedCalendarRows(database, shards);
        users = new UserNotifications(database);
        due = new DueRows(database, dueShards, options.FirstShard);
        trail = new ProjectionTrail(calendars, sources.Buckets, Afterwards)
        {
            Followers = new Followers(participations, new FollowNotifications(users, due)), Work = new WorkRows(database, shards),
        };
    }

    /// <summary>Work that nobody waits for.</summary>
    public Afterwards Afterwards { get; }

    public CassandraEventStore MakeEvents()
    {
        var locations = new LocationRows(database, events);
        var expiring = new ExpiringRows(database, shards);
        var history = new HistoryRows(database, reader, documents);
        var reminders = new ReminderRows(database, reader, events);
        var commits = new CommitTrail(sources, trail, Afterwards)
        {
            Locations = locations, Expiring = expiring,
        };
        var purges = new PurgeSources(database, reader)
        {
            Events = events, History = history, Reminders = reminders, Documents = documents, Locations = locations, Expiring = expiring,
            Buckets = sources.Buckets, Trail = trail,
        };
        var room = new PartitionRoom(options.Room, options.MostCalendarBytes);
        return new CassandraEventStore(events, new CommitWriter(writer, events, commits) { Room = room })
        {
            Locations = locations, Lists = new EventLists(database, reader, events), History = history, Reminders = reminders,
            Expired = new ExpiredEvents(events, expiring), Purges = new EventPurge(writer, purges), Words = words,
        };
    }

    public CassandraOccurrenceStore MakeOccurrences() =>
        new(new OccurrenceReader(words, sources, shell.Ranges), new ProjectionWriter(writer, sources, trail))
        {
            Participations = participations, Unprojected = new UnprojectedEvents(events, trail.Work),
            Outdated = new OutdatedEvents(database, reader, calendars),
        };

    public CassandraNotificationStore MakeNotifications() => new(users, dueShards)
    {
        Due = due, Dead = new DeadRows(database, dueShards, options.FirstShard),
        Checkpoints = new CheckpointRows(database, options.FirstShard),
        Forgotten = new ForgottenBefore(database, options.FirstShard, shell.Clock),
    };
}
