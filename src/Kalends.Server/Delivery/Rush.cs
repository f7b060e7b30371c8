namespace Kalends.Server.Delivery;

/// <summary>Knows whether anything is being handed over in this process. Safe to share between threads.</summary>
internal sealed class Rush
{
    private readonly Lock turn = new();
    private TaskCompletionSource over = Calm();
    private int count;

    /// <summary>Until nothing is being handed over.</summary>
    public Task Over
    {
        get
        {
            lock (turn) return over.Task;
        }
    }

    public void Begin()
    {
        lock (turn)
        {
            if (count++ == 0) over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void End()
    {
        lock (turn)
        {
            if (--count == 0) over.SetResult();
        }
    }

    private static TaskCompletionSource Calm()
    {
        var calm = new TaskCompletionSource();
        calm.SetResult();
        return calm;
    }
}
