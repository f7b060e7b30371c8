using Kalends.Cql.Frames;

namespace Kalends.Cql.Connections;

/// <summary>The stream ids of a connection. There are so many and no more: who finds none waits, and that is the back-pressure.</summary>
internal sealed class StreamTable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly PendingAnswer[] _all;
    private readonly Stack<PendingAnswer> _free;

    // Callers who found none, in the order they came.
    private readonly LinkedList<TaskCompletionSource<PendingAnswer?>> _queue = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _retired;
    private volatile bool _isClosed;

    public StreamTable(int capacity, TimeProvider time)
    {
        _time = time;
        _all = new PendingAnswer[capacity + 1];
        for (var stream = 0; stream <= capacity; stream++) _all[stream] = new PendingAnswer(this, (short)stream);
        // The lowest id is on top; the last is kept for the heartbeat, which must go out when all others are taken.
        _free = new Stack<PendingAnswer>(_all.Take(capacity).Reverse());
        Heartbeat = _all[capacity];
    }

    public PendingAnswer Heartbeat { get; }

    /// <summary>Callers waiting for an answer.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Ids whose callers left before their answers came.</summary>
    public int Retired => Volatile.Read(ref _retired);

    public bool IsClosed => _isClosed;

    public int Capacity => _all.Length - 1;

    /// <summary>Null where none became free in time, or the connection was closed.</summary>
    public ValueTask<PendingAnswer?> RentAsync(Patience patience)
    {
        LinkedListNode<TaskCompletionSource<PendingAnswer?>> waiter;
        lock (_gate)
        {
            if (_isClosed) return default;
            if (_free.TryPop(out var free)) return new ValueTask<PendingAnswer?>(free);
            waiter = _queue.AddLast(new TaskCompletionSource<PendingAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        return WaitAsync(waiter, patience);
    }

    /// <summary>The request that uses a stream.</summary>
    /// <exception cref="MalformedFrameException">There is no such stream.</exception>
    public PendingAnswer Find(short stream) => (uint)stream < (uint)_all.Length
        ? _all[stream]
        : throw new MalformedFrameException($"The server answers on the stream {stream}, which does not exist.");

    public void Return(PendingAnswer answer)
    {
        if (answer == Heartbeat) return;
        lock (_gate)
        {
            // Who waits gets it from hand to hand, so that nobody who comes later is first.
            if (_queue.First is not { } first)
            {
                _free.Push(answer);
                return;
            }
            _queue.RemoveFirst();
            first.Value.SetResult(answer);
        }
    }

    public void CountStarted() => Interlocked.Increment(ref _waiting);

    public void CountSettled()
    {
        if (Interlocked.Decrement(ref _waiting) == 0 && _isClosed) _drained.TrySetResult();
    }

    public void CountRetired() => Interlocked.Increment(ref _retired);

    public void CountLateAnswer() => Interlocked.Decrement(ref _retired);

    public void ExpireAt(long now, Func<Exception> reason)
    {
        foreach (var answer in _all) answer.ExpireAt(now, reason);
    }

    public void LeaveAt(long now, Func<Exception> reason)
    {
        foreach (var answer in _all) answer.LeaveAt(now, reason);
    }

    /// <summary>How many answers should have come before that time, and have not.</summary>
    public int CountOverdueAt(long time)
    {
        var overdue = 0;
        foreach (var answer in _all)
            if (answer.IsOverdueAt(time)) overdue++;
        return overdue;
    }

    /// <summary>Lends no more ids; done when every caller has its answer.</summary>
    public Task CloseAsync()
    {
        SendWaitersAway();
        if (Waiting == 0) _drained.TrySetResult();
        return _drained.Task;
    }

    public void FailAll(Func<Exception> reason)
    {
        SendWaitersAway();
        foreach (var answer in _all) answer.Fail(reason);
    }

    private void SendWaitersAway()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var waiter in _queue) waiter.SetResult(null);
            _queue.Clear();
        }
    }

    private async ValueTask<PendingAnswer?> WaitAsync(LinkedListNode<TaskCompletionSource<PendingAnswer?>> waiter, Patience patience)
    {
        var task = waiter.Value.Task;
        try
        {
            return await task.WaitAsync(patience.Timeout, _time, patience.Cancellation);
        }
        catch (TimeoutException)
        {
            return Leave(waiter) ? null : await task;
        }
        catch (OperationCanceledException)
        {
            // One that came just now is the next caller's.
            if (!Leave(waiter) && await task is { } late) Return(late);
            throw;
        }
    }

    /// <summary>False where the waiter has just got its answer.</summary>
    private bool Leave(LinkedListNode<TaskCompletionSource<PendingAnswer?>> waiter)
    {
        lock (_gate)
        {
            if (waiter.List is null) return false;
            _queue.Remove(waiter);
            return true;
        }
    }
}
