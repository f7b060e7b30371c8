using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kalends.Server.Hosting.Paging;

/// <summary>
/// Tokens that say where the next page begins, signed together with the list they belong to: one that was changed, or that came from
/// another caller or query, does not open.
/// </summary>
internal sealed class PageTokens(ServerSecret secret)
{
    private const int SignatureLength = 16;

    private readonly byte[] key = secret.DeriveKey("page-tokens");

    /// <param name="list">Names the list: caller, path and query.</param>
    /// <param name="position">Where the next page begins, in the words of the operation.</param>
    public string Seal(string list, string position)
    {
        var payload = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Sign(list, payload), .. payload]);
    }

    /// <summary>The position, or null where the token was not sealed for this list.</summary>
    public string? Open(string list, string token)
    {
        Span<byte> bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (!Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length < SignatureLength) return null;
        var payload = bytes[SignatureLength..length];
        return CryptographicOperations.FixedTimeEquals(Sign(list, payload), bytes[..SignatureLength]) ? Encoding.UTF8.GetString(payload) : null;
    }

    private byte[] Sign(string list, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData([0]); // no list's name holds it, so name and position cannot run into each other
        hash.AppendData(payload);
        return hash.GetHashAndReset()[..SignatureLength];
    }
}
