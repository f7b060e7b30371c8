using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>
/// Work that nobody waits for, because whatever of it is lost does no harm: what is left undone is found by others, or lies unseen. The
/// set waits for it when it is disposed.
/// </summary>
internal sealed class Afterwards(ILogger log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> running = new();

    public void Do(Func<Task> work)
    {
        Task task = Run(work);
        running[task] = true;
        _ = task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        while (!running.IsEmpty) await Task.WhenAll(running.Keys);
    }

    /// <summary>Does work now; that the servers fail it is no failure of what it comes after.</summary>
    public async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StorageException failed)
        {
            log.LeftUndone(failed);
        }
    }

    private async Task Run(Func<Task> work)
    {
        await Task.Yield();
        try
        {
            await work();
        }
        catch (Exception failed)
        {
            log.LeftUndone(failed);
        }
    }
}
