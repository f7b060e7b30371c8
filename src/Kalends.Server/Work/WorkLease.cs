using Kalends.Server.Hosting;
using Kalends.Storage;
using NodaTime;
using Lease = Kalends.Storage.Leases.Lease;

namespace Kalends.Server.Work;

/// <summary>
/// Gives a piece of work to one of all worker processes at a time. It ends by a clock of this process that runs on while it is paused, so
/// that whoever wakes up late begins nothing more. What is under way in that moment does no harm: what is written names the revision it was
/// made from, and every chore bears being done twice.
/// </summary>
internal sealed class WorkLease(StorageSet storage, TimeProvider clock, ServerOptions options)
{
    private readonly string owner = LeaseOwner.Make();

    /// <summary>How long another worker waits for one that died.</summary>
    public TimeSpan Length => options.WorkLease;

    /// <summary>Waits for the lease, then works until it is lost or the process stops, and gives it back; again and again.</summary>
    public async Task Hold(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!await TryHold(name, work, stopping)) await Task.Delay(Length / 6, clock, stopping);
    }

    /// <summary>Works until all is done, and gives the lease back; false where another has it, or got it meanwhile.</summary>
    public async Task<bool> TryHold(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        var asked = clock.GetTimestamp();
        if (await storage.Leases.TryTake(name, owner, Duration.FromTimeSpan(Length), stopping) is not { } lease) return false;
        using var over = new CancellationTokenSource(Left(asked), clock);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping, over.Token);
        var renewing = Renew(lease, over, lost.Token);
        try
        {
            await work(lost.Token);
            return true;
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
            await storage.Leases.Release(lease, CancellationToken.None);
        }
    }

    /// <summary>Until the work has ended or the lease is lost; then the work is told.</summary>
    private async Task Renew(Lease lease, CancellationTokenSource over, CancellationToken lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Length / 3, clock, lost);
                var asked = clock.GetTimestamp();
                if (await storage.Leases.TryRenew(lease, Duration.FromTimeSpan(Length), lost) is null) break;
                over.CancelAfter(Left(asked));
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return;
        }
        catch (StorageException)
        {
            return; // the work fails likewise, or has until the lease is over
        }
        await over.CancelAsync();
    }

    /// <summary>Of a lease that was asked for then: the store counts from later.</summary>
    private TimeSpan Left(long asked)
    {
        var left = Length - clock.GetElapsedTime(asked);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
