using System.Collections.Immutable;
using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.MySql.Calendars;
using Kalends.Storage.Cluster.MySql.Interchange;
using Kalends.Storage.Cluster.MySql.Leases;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Cluster.MySql.Users;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Users;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql;

/// <summary>
/// What lies by user, address or name, in 4,096 slots on as many MySQL servers as the configuration names. No request needs all of them: one
/// that is down stops only those whose slots it has.
/// </summary>
internal sealed class MySqlShards : IUserShards
{
    private readonly ImmutableArray<MySqlServer> servers;
    private readonly SlotMaps maps;
    private readonly Preparation preparation;
    private readonly AddressSweep addressSweep;
    private readonly LinkOutbox outbox;
    private readonly LinkReconciliation reconciliation;

    public MySqlShards(ImmutableArray<MySqlServerOptions> options, TimeProvider clock)
    {
        servers = [.. options.Select(server => new MySqlServer(server))];
        maps = new SlotMaps(servers);
        var installation = new Installation();
        preparation = new Preparation(new MySqlParts(servers, installation, maps), clock);
        var router = new ShardRouter(maps, clock);
        var scan = new ShardScan(servers);
        var sweep = new SlotSweep(scan, router);
        var addresses = new AddressBook(router, installation);
        addressSweep = new AddressSweep(scan, addresses);
        outbox = new LinkOutbox(router, scan);
        reconciliation = new LinkReconciliation(router, sweep, clock);
        Users = new MySqlUserStore(router, addresses, maps);
        Credentials = new MySqlCredentialStore(router, sweep);
        Idempotency = new MySqlIdempotencyStore(router, sweep);
        Calendars = new MySqlCalendarStore(router, scan, new CalendarDirectory(router), outbox) { Near = new NearCalendars(maps) };
        FeedLinks = new MySqlFeedLinkStore(router);
        Imports = new MySqlImportStore(router, sweep);
        Receivers = new MySqlReceiverStore(router, maps);
        Leases = new MySqlLeaseStore(router);
    }

    public IUserStore Users { get; }

    public ICredentialStore Credentials { get; }

    public IIdempotencyStore Idempotency { get; }

    public ICalendarStore Calendars { get; }

    public IFeedLinkStore FeedLinks { get; }

    public IImportStore Imports { get; }

    public IReceiverStore Receivers { get; }

    public ILeaseStore Leases { get; }

    public Task Prepare(CancellationToken cancellation) => preparation.Run(cancellation);

    public async Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) =>
        await Task.WhenAll(servers.Select(server => Check(server, cancellation)));

    public async Task Mend(CancellationToken cancellation)
    {
        await preparation.RunMissing(cancellation);
        await addressSweep.Run(cancellation);
        await outbox.TellAll(cancellation);
        await reconciliation.Run(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        maps.Dispose();
        foreach (MySqlServer server in servers) await server.DisposeAsync();
    }

    private static async Task<DependencyState> Check(MySqlServer server, CancellationToken cancellation)
    {
        string name = $"MySQL {server.Name}";
        try
        {
            await using MySqlConnection connection = await server.Open(cancellation);
            await using var command = new MySqlCommand("SELECT @@global.read_only", connection);
            bool isReadOnly = Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture) != 0;
            return isReadOnly
                ? new DependencyState(name, IsHealthy: false, "It is read-only: a replica that was not promoted.")
                : new DependencyState(name, IsHealthy: true, "It answers.");
        }
        catch (Exception failure) when (failure is MySqlException || Failures.MayPass(failure))
        {
            return new DependencyState(name, IsHealthy: false, "It does not answer.");
        }
    }
}
