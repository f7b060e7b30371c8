using System.Collections.Concurrent;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>Copies of one topic that were read since it was last recalled. Many who ask at once wait for one reading.</summary>
internal sealed class Shelf
{
    private const int MostCopies = 1_000;

    private readonly ConcurrentDictionary<string, Copy> copies = new(StringComparer.Ordinal);

    /// <summary>Null where the shelf is full.</summary>
    public Copy? Find<T>(string name, Func<CancellationToken, ValueTask<T?>> load) where T : class
    {
        if (copies.TryGetValue(name, out Copy? known))
        {
            if (!known.IsOver) return known;
            copies.TryRemove(new KeyValuePair<string, Copy>(name, known));
        }
        return copies.Count >= MostCopies ? null : copies.GetOrAdd(name, static (_, load) => new Copy(async () => await load(CancellationToken.None)), load);
    }
}

/// <summary>Something that was read, or is being read. The reading goes on though who asked first has gone.</summary>
internal sealed class Copy
{
    /// <summary>
    /// A process that dies between its change and the recall leaves copies that nobody recalls, of a change that nobody has an answer to:
    /// so long they last at most.
    /// </summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(1);

    private readonly long madeAt = Environment.TickCount64;
    private readonly Lazy<Task<object?>> value;
    private volatile bool isNothing;

    public Copy(Func<Task<object?>> load) => value = new Lazy<Task<object?>>(() => Load(load));

    public Task<object?> Value => value.Value;

    public bool IsLoaded => value is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    /// <summary>What is not there, or could not be read, is looked for again.</summary>
    public bool IsOver => isNothing || value is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } }
        || Environment.TickCount64 - madeAt > LongestLife.TotalMilliseconds;

    private async Task<object?> Load(Func<Task<object?>> load)
    {
        object? loaded = await load();
        isNothing = loaded is null;
        return loaded;
    }
}
