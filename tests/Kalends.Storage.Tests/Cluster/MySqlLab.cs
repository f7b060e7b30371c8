using System.Collections.Immutable;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Kalends.Testing.Cluster;
using Kalends.Testing.Contract;
using Kalends.Testing.InMemory;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>What lies in MySQL, over databases of its own; what lies by calendar is in memory.</summary>
public abstract class MySqlLab(ClusterServers servers) : StorageLab
{
    private bool isOpen;

    protected ClusterServers Servers => servers;

    protected string Database => Name;

    /// <summary>Of the databases.</summary>
    public string Name { get; } = servers.NewDatabase();

    /// <summary>The configuration of the set that is open.</summary>
    public ImmutableArray<MySqlServerOptions> Options { get; private set; }

    public async Task<IEnumerable<MariaDbServer>> Primaries() => (await Pairs()).Select(pair => pair.Primary);

    public override async Task<StorageSet> Open()
    {
        Options = [.. await Configure()];
        var shards = new MySqlShards(Options, TimeProvider.System);
        var redis = new RedisParts(await Redis(), Database, shards.Leases);
        var set = new ClusterStorageSet(shards, await Partitions(redis), redis);
        isOpen = true;
        await set.Prepare(TestContext.Current.CancellationToken);
        return set;
    }

    /// <summary>Links are told, and the replicas have all of it.</summary>
    public override async Task Settle(StorageSet set)
    {
        await set.Mend(TestContext.Current.CancellationToken);
        foreach (MariaDbPair pair in await Pairs()) await pair.CatchUpAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!isOpen) return;
        foreach (MariaDbPair pair in await Pairs()) await pair.Primary.AdministerAsync($"DROP DATABASE IF EXISTS `{Database}`");
    }

    /// <summary>Where Redis is, for a set that keeps copies.</summary>
    protected virtual Task<string?> Redis() => Task.FromResult<string?>(null);

    private protected virtual Task<ICalendarPartitions> Partitions(RedisParts redis) => Task.FromResult<ICalendarPartitions>(new InMemoryPartitions());

    protected abstract Task<IEnumerable<MySqlServerOptions>> Configure();

    protected abstract Task<IEnumerable<MariaDbPair>> Pairs();

    protected async Task<MySqlServerOptions> On(MariaDbPair pair, string name, SlotRange slots)
    {
        await pair.Primary.AdministerAsync($"CREATE DATABASE `{Database}`");
        await pair.CatchUpAsync();
        return new MySqlServerOptions
        {
            Name = name, ConnectionString = pair.Primary.ConnectionString(Database), ReadReplicas = [pair.Replica.ConnectionString(Database)],
            Slots = [slots],
        };
    }
}

/// <summary>All slots on one server.</summary>
public sealed class OneServerLab(ClusterServers servers) : MySqlLab(servers)
{
    protected override async Task<IEnumerable<MySqlServerOptions>> Configure() => [await On(await Servers.First(), "only", SlotRange.All)];

    protected override async Task<IEnumerable<MariaDbPair>> Pairs() => [await Servers.First()];
}

/// <summary>Half of the slots on each of two servers.</summary>
public class TwoShardsLab(ClusterServers servers) : MySqlLab(servers)
{
    protected override async Task<IEnumerable<MySqlServerOptions>> Configure() =>
    [
        await On(await Servers.First(), "first", new SlotRange(0, 2047)),
        await On(await Servers.Second(), "second", new SlotRange(2048, 4095)),
    ];

    protected override async Task<IEnumerable<MariaDbPair>> Pairs() => [await Servers.First(), await Servers.Second()];
}

/// <summary>All slots on a Spider front, which has half of them on each of two servers behind it.</summary>
public sealed class SpiderLab(ClusterServers servers) : MySqlLab(servers)
{
    protected override async Task<IEnumerable<MySqlServerOptions>> Configure()
    {
        SpiderFront spider = await Servers.Spider();
        var names = await spider.MakeDatabaseAsync(Database);
        return
        [
            new MySqlServerOptions
            {
                Name = "front", ConnectionString = spider.Front.ConnectionString(Database), Slots = [SlotRange.All],
                SpiderShards = [.. names.Zip(spider.Shards, (name, shard) => new SpiderShardOptions(name, shard.ConnectionString(Database)))],
            },
        ];
    }

    protected override Task<IEnumerable<MariaDbPair>> Pairs() => Task.FromResult<IEnumerable<MariaDbPair>>([]);
}

/// <summary>Partitions by calendar that are not what is examined.</summary>
internal sealed class InMemoryPartitions : ICalendarPartitions
{
    private readonly InMemoryStorageSet memory = new(TimeProvider.System);

    public Storage.Events.IEventStore Events => memory.Events;

    public Storage.Occurrences.IOccurrenceStore Occurrences => memory.Occurrences;

    public Storage.Notifications.INotificationStore Notifications => memory.Notifications;

    public Task Prepare(CancellationToken cancellation) => memory.Prepare(cancellation);

    public Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) => memory.Check(cancellation);

    public Task Mend(CancellationToken cancellation) => memory.Mend(cancellation);

    public ValueTask DisposeAsync() => memory.DisposeAsync();
}
