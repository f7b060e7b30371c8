using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Hosting;

/// <summary>
/// Asks the store for its time before the first request is let in, and again now and then: a clock may be set while the process runs. Where the
/// store does not tell, the process begins all the same, and asks until it does.
/// </summary>
internal sealed class AskStoreTime(StorageSet storage, StoreClock clock, ILogger<AskStoreTime> log) : BackgroundService, IHostedLifecycleService
{
    /// <summary>The same in every process: whoever asks may take it anew.</summary>
    private const string Lease = "time", Owner = "all";

    private const int MostAnswers = 5;

    private static readonly Duration Length = Duration.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10), Pause = TimeSpan.FromMilliseconds(500);

    public Task StartingAsync(CancellationToken cancellationToken) => Ask(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(clock.Known.IsCompleted ? Again : Pause, clock, stoppingToken);
            await Ask(stoppingToken);
        }
    }

    private async Task Ask(CancellationToken cancellation)
    {
        var before = clock.Offset;
        try
        {
            if (await FindTime(cancellation) is { } told) clock.Learn(told);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            log.NoStoreTime(exception);
        }
        if (clock.Offset != TimeSpan.Zero && before == TimeSpan.Zero) log.ClockIsOff(clock.Offset);
    }

    /// <summary>Of several answers, where the clocks differ, the one that came back fastest says best by how much.</summary>
    private async Task<StoreTime?> FindTime(CancellationToken cancellation)
    {
        StoreTime? best = null;
        for (var n = 0; n < MostAnswers; n++)
        {
            var asked = clock.OwnNow;
            if (await storage.Leases.TryTake(Lease, Owner, Length, cancellation) is not { } lease) break;
            var told = new StoreTime(asked, lease.Until - Length, clock.OwnNow);
            if (best is not { } known || told.Doubt < known.Doubt) best = told;
            if (told.Offset == Duration.Zero) break;
        }
        return best;
    }
}
