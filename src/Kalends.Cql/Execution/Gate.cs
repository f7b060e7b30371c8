namespace Kalends.Cql.Execution;

/// <summary>Counts the requests under way, so that the end can wait for them.</summary>
internal sealed class Gate
{
    // One for the gate itself, so that the count reaches zero only after it was closed.
    private const int Open = 1;

    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside = Open;
    private int _isClosed;

    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>False once the gate is closed.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _inside);
        if (!IsClosed) return true;
        Leave();
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0) _empty.TrySetResult();
    }

    /// <summary>Lets nobody in any more; done when all have left.</summary>
    public Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0) Leave();
        return _empty.Task;
    }
}
