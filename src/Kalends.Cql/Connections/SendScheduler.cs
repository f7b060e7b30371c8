using System.IO.Pipelines;

namespace Kalends.Cql.Connections;

/// <summary>
/// Where the sending loop goes on when there is something to send: on the pool, so that the requests of others can join; or, for a
/// request that is alone, on its own thread as soon as that has left the lock.
/// </summary>
internal sealed class SendScheduler : PipeScheduler
{
    // The loop itself may come here at any time from another thread: its work is not the keeper's.
    private int _keeper;
    private Work _kept;

    /// <summary>From now on, what this thread causes to be scheduled is kept for <see cref="TakeWork"/>.</summary>
    public void KeepWork() => Volatile.Write(ref _keeper, Environment.CurrentManagedThreadId);

    public override void Schedule(Action<object?> action, object? state)
    {
        if (Volatile.Read(ref _keeper) == Environment.CurrentManagedThreadId) _kept = new Work(action, state);
        else ThreadPool.Schedule(action, state);
    }

    public Work TakeWork()
    {
        if (_keeper == 0) return default;
        var kept = _kept;
        _kept = default;
        Volatile.Write(ref _keeper, 0);
        return kept;
    }

    /// <summary>What is to be done, if anything.</summary>
    internal readonly record struct Work(Action<object?>? Action, object? State)
    {
        public void Run() => Action?.Invoke(State);
    }
}
