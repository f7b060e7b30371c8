using Microsoft.Net.Http.Headers;

namespace Kalends.Server.Hosting.Calls;

/// <summary>What a writer believes to be there (RFC 9110, 13.1.1).</summary>
internal abstract record IfMatch
{
    private IfMatch() { }

    public static IfMatch Read(HttpRequest request)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0) return new Missing();
        if (!EntityTagHeaderValue.TryParseStrictList(sent, out var tags)) return new Malformed();
        return tags.Contains(EntityTagHeaderValue.Any) ? new Anything() : new OneOf([.. tags]);
    }

    public sealed record Missing : IfMatch;

    public sealed record Malformed : IfMatch;

    /// <summary><c>*</c>: whatever is there.</summary>
    public sealed record Anything : IfMatch;

    public sealed record OneOf(EntityTagHeaderValue[] Tags) : IfMatch
    {
        /// <summary>The strong comparison (RFC 9110, 8.8.3.2): a weak tag never matches.</summary>
        public bool Matches(long version) => Tags.Any(tag => !tag.IsWeak && tag.Tag == EntityTag.Of(version));
    }
}
