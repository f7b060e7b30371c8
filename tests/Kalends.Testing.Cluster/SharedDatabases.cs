using Kalends.Storage.Cluster;

namespace Kalends.Testing.Cluster;

/// <summary>
/// Two MariaDB servers and a Spider front before both, started when a database first needs them. Databases of every shape lie on them side by side.
/// </summary>
internal sealed class SharedDatabases
{
    private readonly Lazy<Task<MariaDbServer[]>> servers;
    private readonly Lazy<Task<SpiderFront>> spider;

    public SharedDatabases(Lazy<ServerBlock> block, MariaDbSettings settings)
    {
        servers = new(() => Task.WhenAll(Enumerable.Range(0, 2).Select(_ => block.Value.StartMariaDbAsync(settings))));
        spider = new(async () => await block.Value.StartSpiderAsync(await servers.Value));
    }

    /// <summary>Makes an empty database in the shape.</summary>
    public async Task<IReadOnlyList<MySqlServerOptions>> MakeAsync(MySqlShape shape, string name) => shape switch
    {
        MySqlShape.OneServer => [await MakeOnAsync((await servers.Value)[0], name, SlotRange.All)],
        MySqlShape.TwoShards => await MakeOnEachAsync(await servers.Value, name),
        MySqlShape.SpiderFront => [await MakeBehindAsync(await spider.Value, name)],
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    /// <summary>What is asked of a database on either server.</summary>
    public async Task<IReadOnlyList<StatementLog>> LogsOfAsync(string name) => [.. (await servers.Value).Select(server => new StatementLog(server, name))];

    private static async Task<IReadOnlyList<MySqlServerOptions>> MakeOnEachAsync(MariaDbServer[] servers, string name)
    {
        var options = new List<MySqlServerOptions>();
        foreach (var (n, server) in servers.Index())
        {
            var slots = new SlotRange(n * SlotRange.Slots / servers.Length, ((n + 1) * SlotRange.Slots / servers.Length) - 1);
            options.Add(await MakeOnAsync(server, name, slots) with { Name = $"server{n}" });
        }
        return options;
    }

    private static async Task<MySqlServerOptions> MakeOnAsync(MariaDbServer server, string name, SlotRange slots)
    {
        await server.AdministerAsync($"CREATE DATABASE {name}");
        return new MySqlServerOptions { Name = "only", ConnectionString = server.ConnectionString(name), Slots = [slots] };
    }

    private static async Task<MySqlServerOptions> MakeBehindAsync(SpiderFront spider, string name)
    {
        var names = await spider.MakeDatabaseAsync(name);
        return new MySqlServerOptions
        {
            Name = "front", ConnectionString = spider.Front.ConnectionString(name), Slots = [SlotRange.All],
            SpiderShards = [.. names.Zip(spider.Shards, (called, shard) => new SpiderShardOptions(called, shard.ConnectionString(name)))],
        };
    }
}
