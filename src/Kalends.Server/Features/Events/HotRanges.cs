using Microsoft.Extensions.Caching.Memory;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Pages that are asked for again and again, written once. Each is kept with the calendar's sequence, which is asked anew for each request, so
/// a page is never served after a change; and by the permission, so it is never served to somebody who may see less.
/// </summary>
internal sealed class HotRanges : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int KeySize = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Whether the page was asked for before, so that it is worth asking for the sequence.</summary>
    public bool Knows(RangeKey key) => pages.TryGetValue(key, out _);

    public RangeText? Find(RangeKey key, long sequence) =>
        pages.Get<HotPage>(key) is { Text: { } ready } page && page.Sequence == sequence ? ready : null;

    /// <summary>Keeps the page if it was asked for before: most are read once, and writing them twice would be for nothing.</summary>
    public RangeText Keep(RangeKey key, long sequence, RangeText text)
    {
        var isAskedAgain = Knows(key);
        var kept = isAskedAgain ? text.Freeze() : null;
        pages.Set(key, new HotPage(sequence, kept), new MemoryCacheEntryOptions
        {
            Size = KeySize + (kept?.Size ?? 0), AbsoluteExpirationRelativeToNow = Lifetime,
        });
        return kept ?? text;
    }

    public void Dispose() => pages.Dispose();

    /// <summary>Without a text it stands for a page that was asked for once.</summary>
    private sealed record HotPage(long Sequence, RangeText? Text);
}
