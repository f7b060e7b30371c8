using System.Threading.Channels;

namespace Kalends.Server.Projecting;

/// <summary>
/// Tells the background work of this process that something is to be done, so that it need not wait for its timer. May be told often.
/// </summary>
internal sealed class WorkerWake
{
    private readonly Channel<bool> calls =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => calls.Writer.TryWrite(true);

    /// <summary>Waits until somebody calls, or for as long as the timer says.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider clock, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try
        {
            await calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return; // the timer
        }
    }
}
