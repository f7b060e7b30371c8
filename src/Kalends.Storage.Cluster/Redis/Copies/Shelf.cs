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
        return copies.Count >= MostCopies ? null : copies.GetOrAdd(name, (_, load) => new Copy(() => Load(name, load)), load);
    }

    /// <summary>What is not there, or could not be read, is looked for again.</summary>
    private async Task<object?> Load<T>(string name, Func<CancellationToken, ValueTask<T?>> load) where T : class
    {
        T? loaded = null;
        try
        {
            return loaded = await load(CancellationToken.None);
        }
        finally
        {
            if (loaded is null) copies.TryRemove(name, out _);
        }
    }
}

/// <summary>Something that was read, or is being read. The reading goes on though who asked first has gone.</summary>
internal sealed class Copy(Func<Task<object?>> load)
{
    /// <summary>
    /// A process that dies between its change and the recall leaves copies that nobody recalls, of a change that nobody has an answer to:
    /// so long they last at most.
    /// </summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(1);

    private readonly long madeAt = Environment.TickCount64;
    private readonly Lazy<Task<object?>> value = new(load);

    public Task<object?> Value => value.Value;

    public bool IsLoaded => value is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    public bool IsOver => Environment.TickCount64 - madeAt > LongestLife.TotalMilliseconds;
}
