namespace Kalends.Server.Projecting;

/// <summary>
/// Tells the senders of this process that something new may be due, so that they need not look all the time. May be told often; those who
/// wait look at most once in a while.
/// </summary>
internal sealed class DueNews
{
    // News come with every change of any calendar, and each makes every shard look: what was just planned may wait so long.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done with the first news after this was read.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Tell() =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Waits for the news that was read, or for as long as is said.</summary>
    public static async Task Wait(Task news, TimeSpan longest, Timing timing)
    {
        if (longest <= TimeSpan.Zero) return;
        // One timer for all of it: two that follow each other would together be as late as both.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timing.Stopping);
        var whole = Task.Delay(longest, timing.Clock, end.Token);
        await Task.WhenAny(whole, Task.Delay(Gap, timing.Clock, end.Token));
        await Task.WhenAny(whole, news);
        await end.CancelAsync();
        timing.Stopping.ThrowIfCancellationRequested();
    }
}

/// <summary>By which clock, and until when, something waits.</summary>
internal readonly record struct Timing(TimeProvider Clock, CancellationToken Stopping);
