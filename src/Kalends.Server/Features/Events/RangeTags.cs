using System.Security.Cryptography;
using System.Text;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Entity tags of range answers. A tag is a keyed hash, because the sequence behind it counts changes, and who sees only some of the
/// events has no business counting. Who sees only busy time gets no tag: even that it changed would tell of events that do not show.
/// </summary>
internal sealed class RangeTags(ServerSecret secret, DomainRules rules)
{
    private const int Length = 12;

    private readonly byte[] key = secret.DeriveKey("range-tags");

    /// <summary>The tag under the URL that asked, which names range and page; null where there is none to give.</summary>
    public string? Of(RangeKey range, long sequence)
    {
        if (range.Level < Permission.View) return null;
        var text = $"{range.Calendar} {range.CalendarVersion} {sequence} {range.Level} {rules.TzdbVersion}";
        return $"\"{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, Length))}\"";
    }

    /// <summary>Whether the client says that it has any answer.</summary>
    public static bool AreSent(HttpRequest request) => request.Headers.IfNoneMatch.Count > 0;

    /// <summary>Whether the client says that it has this very answer (RFC 9110, 13.1.2).</summary>
    public static bool IsKnown(HttpRequest request, string? tag) =>
        tag is not null && request.Headers.IfNoneMatch.Any(tags => tags is not null && tags.Contains(tag, StringComparison.Ordinal));
}
