namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Reads keys together: those that are asked for while a reading is under way go into the next one. So nobody is given what was read before
/// they asked, and a single one waits for nobody.
/// </summary>
internal sealed class ReadTogether<TKey, TResult>(Func<IReadOnlyCollection<TKey>, Task<TResult>> read)
{
    private readonly Lock gate = new();
    private Asked waiting = new();
    private bool isReading;

    /// <summary>What was read of this key and of those that were asked for with it.</summary>
    public Task<TResult> Read(TKey key, CancellationToken cancellation) => Join(key).WaitAsync(cancellation);

    private Task<TResult> Join(TKey key)
    {
        lock (gate)
        {
            waiting.Keys.Add(key);
            var answer = waiting.Answer.Task;
            if (!isReading) _ = Task.Run(ReadAll);
            isReading = true;
            return answer;
        }
    }

    private async Task ReadAll()
    {
        while (TakeWaiting() is { } asked)
        {
            try
            {
                asked.Answer.SetResult(await read(asked.Keys));
            }
            catch (Exception failed)
            {
                asked.Answer.SetException(failed);
            }
        }
    }

    private Asked? TakeWaiting()
    {
        lock (gate)
        {
            isReading = waiting.Keys.Count > 0;
            if (!isReading) return null;
            var taken = waiting;
            waiting = new Asked();
            return taken;
        }
    }

    private sealed class Asked
    {
        public HashSet<TKey> Keys { get; } = [];

        public TaskCompletionSource<TResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
