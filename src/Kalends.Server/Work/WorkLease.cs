using Kalends.Server.Hosting;
using Kalends.Storage;
using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>
/// Gives each chore to one of all worker processes at a time. It spares work, no more: a worker that was paused may go on with a chore that
/// another has taken over, and every chore bears being done twice at once.
/// </summary>
internal sealed class WorkLease(StorageSet storage, TimeProvider clock)
{
    private static readonly Duration Length = Duration.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10), Retry = TimeSpan.FromSeconds(5);

    private readonly string owner = $"worker {IdSource.Random.NextGuid():N}";

    /// <summary>Waits for the lease, then works until it is lost or the process stops, and gives it back.</summary>
    public async Task Hold(string chore, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        var lease = await Take($"chore {chore}", stopping);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var working = work(lost.Token);
        var renewing = Renew(lease, lost);
        try
        {
            await working;
        }
        finally
        {
            await lost.CancelAsync();
            await renewing;
            await storage.Leases.Release(lease, CancellationToken.None);
        }
    }

    private async Task<Lease> Take(string name, CancellationToken stopping)
    {
        while (true)
        {
            if (await storage.Leases.TryTake(name, owner, Length, stopping) is { } taken) return taken;
            await Task.Delay(Retry, clock, stopping);
        }
    }

    /// <summary>Until the lease is lost; then the work is told.</summary>
    private async Task Renew(Lease lease, CancellationTokenSource lost)
    {
        try
        {
            do await Task.Delay(Renewal, clock, lost.Token);
            while (await storage.Leases.TryRenew(lease, Length, lost.Token) is not null);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            await lost.CancelAsync();
        }
    }
}
