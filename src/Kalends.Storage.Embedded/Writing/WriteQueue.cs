namespace Kalends.Storage.Embedded.Writing;

/// <summary>Writes in the order they came, for one thread to take in groups. Bounded: who finds it full waits without a thread.</summary>
internal sealed class WriteQueue(int capacity) : IDisposable
{
    private readonly SemaphoreSlim room = new(capacity);
    private readonly Lock gate = new();
    private readonly AutoResetEvent arrived = new(false);
    private List<WriteRequest> waiting = [];
    private bool closed;

    /// <summary>Accepts the write, or throws where the set is disposed or the caller gave up waiting for room.</summary>
    public async ValueTask Add(WriteRequest request, CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation);
        lock (gate)
        {
            if (!closed)
            {
                waiting.Add(request);
                arrived.Set();
                return;
            }
        }
        room.Release();
        throw new ObjectDisposedException(nameof(EmbeddedStorageSet));
    }

    /// <summary>Blocks until there is something and takes all of it; false when the queue is closed and empty.</summary>
    public bool TryTakeAll(ref List<WriteRequest> group)
    {
        group.Clear();
        while (true)
        {
            lock (gate)
            {
                if (waiting.Count > 0) (group, waiting) = (waiting, group);
                else if (closed) return false;
            }
            if (group.Count > 0)
            {
                room.Release(group.Count);
                return true;
            }
            arrived.WaitOne();
        }
    }

    /// <summary>Refuses what comes from now on; what was accepted can still be taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            arrived.Set();
        }
    }

    // The semaphore has no handle to free, and who still waits for room must be woken to be refused.
    public void Dispose() => arrived.Dispose();
}
