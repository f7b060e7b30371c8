using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Work;

/// <summary>
/// Runs the chores of this process, each in its own time, until the process stops. A failure is logged and tried again after the rest.
/// </summary>
internal sealed class BackgroundWork(IEnumerable<IChore> chores, StorageSet storage, WorkerWake wake, Ticking ticking) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = storage.Signals.Subscribe((_, _) => wake.Wake());
        await Task.WhenAll(chores.Select(chore => Task.Run(() => Repeat(chore, stoppingToken), stoppingToken)));
    }

    private async Task Repeat(IChore chore, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await RunOnce(chore, stopping);
                await chore.Wait(ticking.Clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return; // whatever was not finished is found again by the next process
        }
    }

    private async Task RunOnce(IChore chore, CancellationToken stopping)
    {
        try
        {
            await chore.Run(ticking.Clock.Now(), stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            ticking.Log.ChoreFailed(chore.GetType().Name, exception);
        }
    }
}

/// <summary>What the loop of all chores goes by.</summary>
internal sealed record Ticking(TimeProvider Clock, ILogger<BackgroundWork> Log);
