using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis.Ranges;

/// <summary>Bytes in Redis, one request each; over the connection that news take.</summary>
internal sealed class RedisPages(RedisLink link) : IDistributedCache
{
    public byte[]? Get(string key) => link.Database.StringGet(Name(key));

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        byte[]? found = await link.Database.StringGetAsync(Name(key)).WaitAsync(token);
        if (found is not null) CacheMetrics.CountRange(CacheLevel.Redis);
        return found;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => link.Database.StringSet(Name(key), value, Lifetime(options));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        link.Database.StringSetAsync(Name(key), value, Lifetime(options)).WaitAsync(token);

    /// <summary>Nothing: pages last as long as they were given, however often they are read.</summary>
    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => link.Database.KeyDelete(Name(key));

    public Task RemoveAsync(string key, CancellationToken token = default) => link.Database.KeyDeleteAsync(Name(key)).WaitAsync(token);

    private RedisKey Name(string key) => link.Name($"range:{key}");

    private static TimeSpan Lifetime(DistributedCacheEntryOptions options) => options switch
    {
        { AbsoluteExpirationRelativeToNow: { } length } => length,
        { AbsoluteExpiration: { } end } => end - TimeProvider.System.GetUtcNow(),
        _ => SharedRanges.Lifetime,
    };
}
