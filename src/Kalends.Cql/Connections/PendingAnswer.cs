using System.Threading.Tasks.Sources;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Connections;

/// <summary>
/// The one request that may use a stream id at a time. The id is free again when both the caller has left and the server has answered:
/// a caller that left early (time-out, cancellation) leaves the id retired until its late answer has come, so that this answer
/// can never be taken for another's. An outcome is first settled and then told: on the pool, or by whoever may run the caller's code.
/// </summary>
internal sealed class PendingAnswer(StreamTable table, short stream) : IValueTaskSource<Frame>, IThreadPoolWorkItem
{
    // What keeps an id from being used again.
    private const int CallerAndServer = 2;

    private ManualResetValueTaskSourceCore<Frame> _core;
    private CancellationTokenRegistration _cancellation;
    private Frame _answer;
    private Exception? _failure;
    private long _deadline;
    private long _leaveAt;

    // Counts the uses of the id; odd while its caller waits. A late time-out or cancellation of an earlier use finds another number.
    private int _turn;
    private int _owed;
    private bool _serverOwesAnswer;

    public short Stream => stream;

    /// <summary>Whether the server still has to answer.</summary>
    public bool IsOwed => Volatile.Read(ref _serverOwesAnswer);

    /// <summary>Whether nobody uses the id: not even a caller who is yet to be told an outcome that is settled.</summary>
    public bool IsFree => Volatile.Read(ref _owed) == 0;

    /// <param name="deadline">When it times out.</param>
    /// <param name="leaveAt">From when on it goes elsewhere if the server is silent.</param>
    public ValueTask<Frame> Start(long deadline, long leaveAt = long.MaxValue)
    {
        _core.Reset();
        _failure = null;
        _deadline = deadline;
        _leaveAt = leaveAt;
        _serverOwesAnswer = true;
        Volatile.Write(ref _owed, CallerAndServer);
        table.CountStarted();
        Volatile.Write(ref _turn, unchecked(_turn + 1));
        return new ValueTask<Frame>(this, _core.Version);
    }

    /// <summary>Ends the use of an id whose request was never written; its caller does not wait for an answer.</summary>
    public void Withdraw()
    {
        _serverOwesAnswer = false;
        if (TrySettle(Volatile.Read(ref _turn)))
        {
            Volatile.Write(ref _owed, 0);
            table.Return(this);
            return;
        }
        // It timed out meanwhile, was counted as retired, and is about to be told: only after that may another use it.
        table.CountLateAnswer();
        Release();
        _core.OnCompleted(
            static pending => ((PendingAnswer)pending!).Release(), this, _core.Version, ValueTaskSourceOnCompletedFlags.None);
    }

    public void Watch(CancellationToken cancellation) => _cancellation = cancellation.UnsafeRegister(
        static (state, token) => ((PendingAnswer)state!).Abandon(new OperationCanceledException(token)), this);

    /// <summary>The server's answer, only ever from the receiving loop.</summary>
    /// <returns>Whether somebody waits for it, who is now to be told.</returns>
    /// <exception cref="MalformedFrameException">Nobody asked.</exception>
    public bool Answer(Frame frame)
    {
        if (!_serverOwesAnswer) throw new MalformedFrameException($"The server answers on the stream {stream}, where nothing was asked.");
        _serverOwesAnswer = false;
        var turn = Volatile.Read(ref _turn);
        var isAwaited = (turn & 1) == 1 && TrySettle(turn);
        if (isAwaited) _answer = frame;
        else table.CountLateAnswer();
        Release();
        return isAwaited;
    }

    /// <summary>Tells the caller here and now: its code runs before this returns.</summary>
    public void Tell()
    {
        if (_failure is null) _core.SetResult(_answer);
        else _core.SetException(_failure);
    }

    /// <summary>Tells the caller on the pool.</summary>
    public void TellLater() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    /// <summary>Whether the caller left and the server still owes the answer that late.</summary>
    public bool IsOverdueAt(long time) => IsOwed && (Volatile.Read(ref _turn) & 1) == 0 && Volatile.Read(ref _deadline) < time;

    public void ExpireAt(long now, Func<Exception> reason)
    {
        var turn = Volatile.Read(ref _turn);
        if ((turn & 1) == 0 || Volatile.Read(ref _deadline) > now || !TrySettle(turn)) return;
        table.CountRetired();
        Fail(reason());
    }

    /// <summary>The server is silent, and the caller goes elsewhere.</summary>
    public void LeaveAt(long now, Func<Exception> reason)
    {
        var turn = Volatile.Read(ref _turn);
        if ((turn & 1) == 0 || Volatile.Read(ref _leaveAt) > now || !TrySettle(turn)) return;
        table.CountRetired();
        Fail(reason());
    }

    /// <summary>The connection is gone: nobody will answer.</summary>
    public void Fail(Func<Exception> reason)
    {
        var turn = Volatile.Read(ref _turn);
        if ((turn & 1) == 1 && TrySettle(turn)) Fail(reason());
    }

    private void Abandon(OperationCanceledException reason)
    {
        var turn = Volatile.Read(ref _turn);
        if ((turn & 1) == 0 || !TrySettle(turn)) return;
        table.CountRetired();
        Fail(reason);
    }

    private void Fail(Exception failure)
    {
        _failure = failure;
        TellLater();
    }

    private bool TrySettle(int turn)
    {
        if ((turn & 1) == 0 || Interlocked.CompareExchange(ref _turn, unchecked(turn + 1), turn) != turn) return false;
        table.CountSettled();
        return true;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _owed) == 0) table.Return(this);
    }

    void IThreadPoolWorkItem.Execute() => Tell();

    Frame IValueTaskSource<Frame>.GetResult(short token)
    {
        // Waits for a cancellation that is running just now, so that it cannot hit the id's next use.
        _cancellation.Dispose();
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _answer = default;
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Frame>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Frame>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
