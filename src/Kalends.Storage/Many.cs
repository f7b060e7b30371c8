using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Kalends.Storage;

/// <summary>Reads many things one by one, some at a time: what a set does that cannot read them in one piece.</summary>
internal static class Many
{
    private const int AtOnce = 16;

    public static async Task<ImmutableArray<TFound>> Read<TAsked, TFound>(
        IReadOnlyCollection<TAsked> asked, Func<TAsked, CancellationToken, ValueTask<TFound?>> find, CancellationToken cancellation)
        where TFound : class
    {
        var found = new ConcurrentQueue<TFound>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(asked, options, async (one, end) =>
        {
            if (await find(one, end) is { } there) found.Enqueue(there);
        });
        return [.. found];
    }
}
