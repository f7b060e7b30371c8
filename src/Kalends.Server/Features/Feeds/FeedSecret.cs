using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Feeds;

/// <summary>
/// What makes the address of a feed: 256 random bits and, because links are sharded by the calendar's owner, the owner's id. Only its
/// SHA-256 is stored, which is enough for a secret that cannot be guessed.
/// </summary>
internal sealed record FeedSecret(UserId Owner, string Text)
{
    private const int IdLength = 8;
    private const int SecretLength = 32;
    private const int LongestText = 64;

    public ImmutableArray<byte> Hash => [.. SHA256.HashData(Encoding.ASCII.GetBytes(Text))];

    public string Path => $"/feeds/{Text}.ics";

    /// <summary>Draws one from the call's ids, so that the repeat of a keyed call shows the same address again.</summary>
    public static FeedSecret Draw(UserId owner, IdSource ids)
    {
        Span<byte> bytes = stackalloc byte[IdLength + SecretLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, owner.Value);
        ids.Fill(bytes[IdLength..]);
        return new FeedSecret(owner, Base64Url.EncodeToString(bytes));
    }

    /// <summary>The secret in the text, or null where it has another form. Says nothing about whether it is good.</summary>
    public static FeedSecret? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[LongestText];
        return text.Length <= LongestText && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == IdLength + SecretLength
            ? new FeedSecret(new UserId(BinaryPrimitives.ReadInt64BigEndian(bytes)), text)
            : null;
    }
}
