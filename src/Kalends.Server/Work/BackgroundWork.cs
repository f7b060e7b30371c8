using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Work;

/// <summary>
/// Runs the chores, each in its own time and in one of all worker processes or shared out among them, until the process stops. A failure is logged and tried again
/// after the rest.
/// </summary>
internal sealed class BackgroundWork(IEnumerable<IChore> chores, StorageSet storage, WorkerWake wake, Ticking ticking)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = storage.Signals.Subscribe((_, _) => wake.Wake());
        await Task.WhenAll(chores.Select(chore => Task.Run(() => Repeat(chore, stoppingToken), stoppingToken)));
    }

    private async Task Repeat(IChore chore, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (chore.IsShared) await RepeatAlone(chore, stopping);
                else await ticking.Lease.Hold($"chore {chore.GetType().Name}", held => RepeatAlone(chore, held), stopping);
            }
            catch (OperationCanceledException)
            {
                continue; // whatever was not finished is found again, by this process or the next
            }
            catch (Exception exception)
            {
                ticking.Log.ChoreFailed(chore.GetType().Name, exception);
                await Task.Delay(Pause, ticking.Clock, stopping);
            }
        }
    }

    private async Task RepeatAlone(IChore chore, CancellationToken held)
    {
        while (true)
        {
            await RunOnce(chore, held);
            await chore.Wait(ticking.Clock, held);
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
internal sealed record Ticking(TimeProvider Clock, WorkLease Lease, ILogger<BackgroundWork> Log);
