using System.Security.Cryptography;

namespace Kalends.Server.Hosting;

/// <summary>
/// Closes text so that only this installation opens it, and only in the context it was closed for (AES-256-GCM). The nonce is a keyed hash of
/// both, so the same text in the same context looks the same, and no nonce ever serves two texts.
/// </summary>
internal sealed class Seal(byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = NonceLength + TagLength;

    private readonly byte[] nonceKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, key.Length, info: "nonce"u8.ToArray());

    public byte[] Close(ReadOnlySpan<byte> text, ReadOnlySpan<byte> context)
    {
        using var cipher = new AesGcm(key, TagLength); // one for each call: it is not safe to share between threads
        var closed = new byte[HeadLength + text.Length];
        var nonce = closed.AsSpan(0, NonceLength);
        WriteNonce(nonce, text, context);
        cipher.Encrypt(nonce, text, closed.AsSpan(HeadLength), closed.AsSpan(NonceLength, TagLength), context);
        return closed;
    }

    /// <summary>The text, or null where it was closed with another key or for another context, or was changed.</summary>
    public byte[]? Open(ReadOnlySpan<byte> closed, ReadOnlySpan<byte> context)
    {
        if (closed.Length < HeadLength) return null;
        using var cipher = new AesGcm(key, TagLength);
        var text = new byte[closed.Length - HeadLength];
        try
        {
            cipher.Decrypt(closed[..NonceLength], closed[HeadLength..], closed.Slice(NonceLength, TagLength), text, context);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return text;
    }

    private void WriteNonce(Span<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> context)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonceKey);
        hash.AppendData(BitConverter.GetBytes(context.Length)); // so that context and text cannot run into each other
        hash.AppendData(context);
        hash.AppendData(text);
        hash.GetHashAndReset().AsSpan(0, NonceLength).CopyTo(nonce);
    }
}
