using Kalends.Testing.Cassandra;

namespace Kalends.Testing.Cluster;

/// <summary>
/// Servers of one test run on loopback addresses that no other run of this machine uses. Disposing ends every process and deletes every file.
/// </summary>
public sealed class ServerBlock : IAsyncDisposable
{
    private const byte Network = 78;

    private readonly LoopbackBlock block;
    private readonly Lazy<Task<string>> template;
    private readonly List<MariaDbServer> databases = [];
    private readonly List<RedisServer> caches = [];
    private int addresses;

    private ServerBlock(LoopbackBlock block)
    {
        this.block = block;
        template = new Lazy<Task<string>>(() => MariaDbFolder.MakeTemplateAsync(block.Folder));
    }

    public static ServerBlock Claim()
    {
        var block = LoopbackBlock.Claim("kalends-cluster", Network);
        StaleNodes.End(block.Folder);
        Directory.CreateDirectory(block.Folder);
        return new ServerBlock(block);
    }

    public async Task<MariaDbServer> StartMariaDbAsync(MariaDbSettings settings)
    {
        var address = block.Address(Interlocked.Increment(ref addresses));
        var folder = new MariaDbFolder(Path.Combine(block.Folder, $"{address}"), address, settings);
        await folder.MakeAsync(await template.Value);
        var server = new MariaDbServer(folder, address);
        lock (databases) databases.Add(server);
        await server.StartAsync();
        return server;
    }

    public async Task<MariaDbPair> StartPairAsync(MariaDbSettings settings)
    {
        var both = await Task.WhenAll(StartMariaDbAsync(settings), StartMariaDbAsync(settings with { IsReplica = true }));
        var pair = new MariaDbPair(both[0], both[1]);
        await pair.ReplicateAsync();
        return pair;
    }

    public async Task<SpiderFront> StartSpiderAsync(int shards, MariaDbSettings settings) =>
        await StartSpiderAsync(await Task.WhenAll(Enumerable.Range(0, shards).Select(_ => StartMariaDbAsync(settings))));

    /// <summary>A front before servers that are there. Its own writes need not be synced: it has no rows.</summary>
    public async Task<SpiderFront> StartSpiderAsync(IReadOnlyList<MariaDbServer> shards)
    {
        var spider = new SpiderFront(await StartMariaDbAsync(new MariaDbSettings()), shards);
        await spider.PrepareAsync();
        return spider;
    }

    public async Task<RedisServer> StartRedisAsync()
    {
        var address = block.Address(Interlocked.Increment(ref addresses));
        var server = new RedisServer(Path.Combine(block.Folder, $"{address}"), address);
        lock (caches) caches.Add(server);
        await server.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Their data is thrown away, so there is nothing to wait for.
        await Task.WhenAll([.. databases.Select(server => server.KillAsync()), .. caches.Select(server => server.KillAsync())]);
        if (Directory.Exists(block.Folder)) Directory.Delete(block.Folder, recursive: true);
        block.Dispose();
    }
}
