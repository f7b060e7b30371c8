using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain.Identity;

namespace Kalends.Server.Identity;

/// <summary>
/// A bearer token: 256 random bits and, because sessions are sharded by user, the user's id. Only the SHA-256 of it is stored, which is
/// enough for a secret that cannot be guessed. The prefix lets scanners find a leaked one.
/// </summary>
internal sealed record SessionToken(UserId UserId, string Text)
{
    private const string Prefix = "kal_";
    private const int IdLength = 8;
    private const int SecretLength = 32;

    public ImmutableArray<byte> Hash => [.. SHA256.HashData(Encoding.ASCII.GetBytes(Text))];

    public static SessionToken Draw(UserId user)
    {
        Span<byte> bytes = stackalloc byte[IdLength + SecretLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, user.Value);
        RandomNumberGenerator.Fill(bytes[IdLength..]);
        return new SessionToken(user, Prefix + Base64Url.EncodeToString(bytes));
    }

    /// <summary>The token in the text, or null where it has another form. Says nothing about whether it is good.</summary>
    public static SessionToken? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > 100) return null;
        Span<byte> bytes = stackalloc byte[100];
        if (!Base64Url.IsValid(text.AsSpan(Prefix.Length))) return null;
        return Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length), bytes, out var length) && length == IdLength + SecretLength
            ? new SessionToken(new UserId(BinaryPrimitives.ReadInt64BigEndian(bytes)), text)
            : null;
    }
}
