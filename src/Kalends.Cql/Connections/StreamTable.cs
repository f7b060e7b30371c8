using System.Diagnostics.CodeAnalysis;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Connections;

/// <summary>The stream ids of a connection. There are so many and no more: who finds none waits, and that is the back-pressure.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to free, and late callers still use it.")]
internal sealed class StreamTable
{
    private readonly PendingAnswer[] _all;
    private readonly Stack<PendingAnswer> _free;
    private readonly SemaphoreSlim _permits;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _retired;
    private volatile bool _isClosed;

    public StreamTable(int capacity)
    {
        _all = new PendingAnswer[capacity + 1];
        for (var stream = 0; stream <= capacity; stream++) _all[stream] = new PendingAnswer(this, (short)stream);
        // The lowest id is on top; the last is kept for the heartbeat, which must go out when all others are taken.
        _free = new Stack<PendingAnswer>(_all.Take(capacity).Reverse());
        _permits = new SemaphoreSlim(capacity);
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
    public async ValueTask<PendingAnswer?> RentAsync(Patience patience)
    {
        if (_isClosed || !await _permits.WaitAsync(patience.Timeout, patience.Cancellation)) return null;
        if (_isClosed)
        {
            // Let the next waiter find out too.
            _permits.Release();
            return null;
        }
        lock (_free) return _free.Pop();
    }

    /// <summary>The request that uses a stream.</summary>
    /// <exception cref="MalformedFrameException">There is no such stream.</exception>
    public PendingAnswer Find(short stream) => (uint)stream < (uint)_all.Length
        ? _all[stream]
        : throw new MalformedFrameException($"The server answers on the stream {stream}, which does not exist.");

    public void Return(PendingAnswer answer)
    {
        if (answer == Heartbeat) return;
        lock (_free) _free.Push(answer);
        _permits.Release();
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
        _isClosed = true;
        _permits.Release();
        if (Waiting == 0) _drained.TrySetResult();
        return _drained.Task;
    }

    public void FailAll(Func<Exception> reason)
    {
        _isClosed = true;
        foreach (var answer in _all) answer.Fail(reason);
        _permits.Release();
    }
}
