using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Kalends.Cql.Connections;

/// <summary>
/// Waits for the next bytes, and meanwhile lets a caller go on with its answer on this very thread: waking another one would cost more
/// than the rest of a request. The next read is under way before, so whatever the caller's code does, it holds nobody else up.
/// </summary>
internal readonly struct Handover(ValueTask<ReadResult> read, PendingAnswer? answered) : ICriticalNotifyCompletion
{
    private readonly ValueTaskAwaiter<ReadResult> _reading = read.GetAwaiter();

    public bool IsCompleted
    {
        get
        {
            if (!_reading.IsCompleted) return false;
            // There is more to read just now: others shall not wait for the caller's code.
            answered?.TellLater();
            return true;
        }
    }

    public Handover GetAwaiter() => this;

    public ReadResult GetResult() => _reading.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        _reading.UnsafeOnCompleted(continuation);
        answered?.Tell();
    }
}
