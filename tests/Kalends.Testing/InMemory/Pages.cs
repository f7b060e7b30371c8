using System.Collections.Immutable;
using Kalends.Storage;

namespace Kalends.Testing.InMemory;

internal static class Pages
{
    public static Page<T> ToPage<T>(this IEnumerable<T> items, int limit)
    {
        ImmutableArray<T> some = [.. items.Take(limit + 1)];
        return some.Length > limit ? new Page<T>(some[..limit], HasMore: true) : new Page<T>(some, HasMore: false);
    }
}
