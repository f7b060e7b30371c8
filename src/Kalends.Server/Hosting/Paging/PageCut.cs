using System.Collections.Immutable;
using Kalends.Storage;

namespace Kalends.Server.Hosting.Paging;

/// <summary>Pages of lists that are short enough to be read whole.</summary>
internal static class PageCut
{
    /// <param name="items">In any order.</param>
    /// <param name="page">Which part.</param>
    /// <param name="position">Where an item stands: the ordinal order of these texts is the order of the list, and each is there once.</param>
    public static Page<T> Cut<T>(this IEnumerable<T> items, PageRequest page, Func<T, string> position)
    {
        var rest = items
            .Where(item => page.After is null || string.CompareOrdinal(position(item), page.After) > 0)
            .OrderBy(position, StringComparer.Ordinal)
            .Take(page.Size + 1)
            .ToImmutableArray();
        return rest.Length > page.Size ? new Page<T>(rest[..page.Size], true) : new Page<T>(rest, false);
    }
}
