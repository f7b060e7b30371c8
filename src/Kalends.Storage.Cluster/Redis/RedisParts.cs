using Kalends.Storage.Cluster.Redis.Copies;
using Kalends.Storage.Cluster.Redis.Ranges;
using Kalends.Storage.Leases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Storage.Cluster.Redis;

/// <summary>What this process has by way of Redis. Nothing true lies there: with Redis gone all of it comes from the databases.</summary>
internal sealed class RedisParts : IAsyncDisposable
{
    private readonly RedisLink link;
    private readonly RedisSignals signals;
    private readonly HeldCopies? held;
    private readonly SharedRanges? shared;

    /// <param name="configuration">Null where there is no Redis; then nothing is kept.</param>
    /// <param name="keyspace">Names the installation.</param>
    /// <param name="leases">Where all processes look whether they may have copies.</param>
    public RedisParts(string? configuration, string keyspace, ILeaseStore leases)
    {
        link = new RedisLink(configuration, keyspace);
        signals = new RedisSignals(link);
        if (configuration is null) return;
        held = new HeldCopies(link, leases);
        shared = new SharedRanges(link);
    }

    public ILogger Log { get; init; } = NullLogger.Instance;

    public ISignals Signals => signals;

    public ICopies Copies => held ?? (ICopies)NoCopies.Instance;

    public IRanges Ranges => shared ?? (IRanges)NoRanges.Instance;

    /// <summary>Goes on by itself where Redis is not there yet.</summary>
    public async Task Connect()
    {
        await link.Connect();
        await signals.Listen();
    }

    /// <summary>Once the leases can be read: keeps copies from now on.</summary>
    public Task Start() => held?.Start(Log) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (held is not null) await held.DisposeAsync();
        shared?.Dispose();
        await link.DisposeAsync();
    }
}
