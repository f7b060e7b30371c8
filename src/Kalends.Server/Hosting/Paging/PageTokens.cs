using System.Buffers.Text;
using System.Text;

namespace Kalends.Server.Hosting.Paging;

/// <summary>
/// Tokens that say where the next page begins, sealed together with the list they belong to: one that was changed, or that came from
/// another caller or query, does not open, and none gives away the position in it.
/// </summary>
internal sealed class PageTokens(ServerSecret secret)
{
    private readonly Seal seal = new(secret.DeriveKey("page-tokens"));

    /// <param name="list">Names the list: caller, path and query.</param>
    /// <param name="position">Where the next page begins, in the words of the operation.</param>
    public string Seal(string list, string position) =>
        Base64Url.EncodeToString(seal.Close(Encoding.UTF8.GetBytes(position), Encoding.UTF8.GetBytes(list)));

    /// <summary>The position, or null where the token was not sealed for this list.</summary>
    public string? Open(string list, string token)
    {
        Span<byte> bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (!Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length)) return null;
        return seal.Open(bytes[..length], Encoding.UTF8.GetBytes(list)) is { } position ? Encoding.UTF8.GetString(position) : null;
    }
}
