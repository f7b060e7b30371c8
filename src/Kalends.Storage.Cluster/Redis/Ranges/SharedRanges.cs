using Kalends.Storage.Occurrences;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Kalends.Storage.Cluster.Redis.Ranges;

/// <summary>
/// Pages in this process, else in Redis, else read: once for all who ask here at the same time. Redis is waited for a quarter of a second
/// at most, and left alone for five after it failed.
/// </summary>
internal sealed class SharedRanges : IRanges, IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const long MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly FusionCache pages;

    public SharedRanges(RedisLink link)
    {
        pages = new FusionCache(
            new FusionCacheOptions
            {
                CacheName = "ranges", DisableTagging = true, EnableAutoRecovery = false, DistributedCacheCircuitBreakerDuration = Break,
                DefaultEntryOptions = new FusionCacheEntryOptions(Lifetime)
                {
                    Size = SizeOf(0), DistributedCacheHardTimeout = Patience, DistributedCacheSoftTimeout = Patience,
                    AllowBackgroundDistributedCacheOperations = true, ReThrowDistributedCacheExceptions = false, ReThrowSerializationExceptions = false,
                },
            },
            memory);
        pages.SetupDistributedCache(new RedisPages(link), new RangeSerializer());
        pages.Events.Memory.Hit += static (_, _) => CacheMetrics.CountRange(CacheLevel.Memory);
    }

    /// <summary>About what a page takes in memory, by its bytes in Redis.</summary>
    public static long SizeOf(int bytes) => 1024 + (4L * bytes);

    public async ValueTask<OccurrencePage?> Read(
        RangePageKey key, Func<CancellationToken, Task<OccurrencePage?>> load, CancellationToken cancellation) =>
        await pages.GetOrSetAsync<OccurrencePage?>(key.Text, async (page, end) =>
        {
            CacheMetrics.CountRange(CacheLevel.Store);
            OccurrencePage? loaded = await load(end);
            if (loaded is null) page.Options.SetSkipMemoryCacheWrite(true).SetSkipDistributedCacheWrite(true, null);
            else page.Options.SetSize(SizeOf(loaded.Items.Length * 64));
            return loaded;
        }, default, null, null, cancellation);

    public void Dispose()
    {
        pages.Dispose();
        memory.Dispose();
    }
}
