using Kalends.Storage.Calendars;
using Kalends.Storage.Embedded.Calendars;
using Kalends.Storage.Embedded.Events;
using Kalends.Storage.Embedded.Imports;
using Kalends.Storage.Embedded.Leases;
using Kalends.Storage.Embedded.Notifications;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Schema;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Embedded.Users;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Storage.Embedded;

/// <summary>
/// Everything in one SQLite file of one process. An acknowledged write is on the disk; writes that wait at the same time share one fsync.
/// Reads are snapshots that never wait for a write.
/// </summary>
public sealed class EmbeddedStorageSet : StorageSet
{
    private static readonly Sql Probe = new("SELECT count(*) FROM sqlite_schema");
    private readonly Database database;
    private readonly Sweeper sweeper;
    private readonly EmbeddedLeaseStore leases;
    private readonly TimeProvider clock;

    private EmbeddedStorageSet(Database database, TimeProvider clock, CalendarRoom room)
    {
        (this.database, this.clock) = (database, clock);
        sweeper = new Sweeper(database);
        var projections = new ProjectionWriter(sweeper.SweepLater);
        Users = new EmbeddedUserStore(database);
        Credentials = new EmbeddedCredentialStore(database);
        Idempotency = new EmbeddedIdempotencyStore(database);
        Calendars = new EmbeddedCalendarStore(database);
        FeedLinks = new EmbeddedFeedLinkStore(database);
        Imports = new EmbeddedImportStore(database);
        Events = new EmbeddedEventStore(database, projections, room);
        Occurrences = new EmbeddedOccurrenceStore(database, projections, sweeper);
        Notifications = new EmbeddedNotificationStore(database);
        Receivers = new EmbeddedReceiverStore(database);
        Leases = leases = new EmbeddedLeaseStore(database, clock);
        Signals = new LocalSignals();
    }

    /// <inheritdoc/>
    public override IUserStore Users { get; }

    /// <inheritdoc/>
    public override ICredentialStore Credentials { get; }

    /// <inheritdoc/>
    public override IIdempotencyStore Idempotency { get; }

    /// <inheritdoc/>
    public override ICalendarStore Calendars { get; }

    /// <inheritdoc/>
    public override IFeedLinkStore FeedLinks { get; }

    /// <inheritdoc/>
    public override IImportStore Imports { get; }

    /// <inheritdoc/>
    public override IEventStore Events { get; }

    /// <inheritdoc/>
    public override IOccurrenceStore Occurrences { get; }

    /// <inheritdoc/>
    public override INotificationStore Notifications { get; }

    /// <inheritdoc/>
    public override IReceiverStore Receivers { get; }

    /// <inheritdoc/>
    public override ILeaseStore Leases { get; }

    /// <inheritdoc/>
    public override ISignals Signals { get; }

    /// <summary>
    /// Takes the data directory, made if there is none. A <see cref="StorageException"/> says in words why it cannot be had: another
    /// process holds it, or the file cannot be opened. Call <see cref="Prepare"/> before anything else.
    /// </summary>
    public static EmbeddedStorageSet Open(string dataDirectory, TimeProvider clock, CalendarRoom? room = null) =>
        new(new Database(dataDirectory), clock, room ?? new CalendarRoom());

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await database.Write(clock.GetUtcNow(), static (connection, now) =>
            SchemaSteps.Apply(connection, SchemaSteps.BuiltIn, now), cancellation);
        await leases.Begin(cancellation);
        while (await database.Write(0, static (connection, _) => MissingUids.AddSome(connection), cancellation)) { }
        sweeper.SweepLater();
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation)
    {
        try
        {
            await database.Read(0, static (connection, _) =>
            {
                using Statement row = connection.Use(Probe);
                return row.Step();
            }, cancellation);
            return [new DependencyState("data file", IsHealthy: true, "It can be read.")];
        }
        catch (StorageException failure)
        {
            return [new DependencyState("data file", IsHealthy: false, failure.Message)];
        }
    }

    /// <summary>Refuses new writes, finishes those accepted, closes the file.</summary>
    public override async ValueTask DisposeAsync()
    {
        await sweeper.Stop();
        await database.DisposeAsync();
    }
}
