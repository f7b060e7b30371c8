using Microsoft.Extensions.Caching.Memory;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Pages that are asked for again and again, written once. The key holds the calendar's sequence, which is read from the store for each
/// request, so a page is never served after a change; and the permission, so it is never served to somebody who may see less.
/// </summary>
internal sealed class HotRanges : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int KeySize = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public RangeText? Find(RangeKey key) => pages.Get<RangeText>(key) is { Size: > 0 } ready ? ready : null;

    /// <summary>Keeps the page if it was asked for before: most are read once, and writing them twice would be for nothing.</summary>
    public RangeText Keep(RangeKey key, RangeText text)
    {
        var isAskedAgain = pages.TryGetValue(key, out _);
        var kept = isAskedAgain ? text.Freeze() : Seen;
        pages.Set(key, kept, new MemoryCacheEntryOptions { Size = KeySize + kept.Size, AbsoluteExpirationRelativeToNow = Lifetime });
        return isAskedAgain ? kept : text;
    }

    public void Dispose() => pages.Dispose();

    /// <summary>Stands for a page that was asked for once.</summary>
    private static RangeText Seen { get; } = new([], default, default);
}
