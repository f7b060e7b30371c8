using System.Security.Cryptography;

namespace Kalends.Server.Hosting.Keyed;

/// <summary>Encrypts kept bodies (AES-256-GCM), because some hold a secret that is shown once and stored nowhere else.</summary>
internal sealed class BodySeal(ServerSecret secret)
{
    private const int TagLength = 16;
    private const int NonceLength = 12;

    private readonly byte[] key = secret.DeriveKey("kept-answers");

    public byte[] Seal(ReadOnlySpan<byte> body)
    {
        using var cipher = new AesGcm(key, TagLength);
        var sealedBody = new byte[NonceLength + TagLength + body.Length];
        var nonce = sealedBody.AsSpan(0, NonceLength);
        var tag = sealedBody.AsSpan(NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, body, sealedBody.AsSpan(NonceLength + TagLength), tag);
        return sealedBody;
    }

    /// <exception cref="CryptographicException">It was sealed under another secret, or changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBody)
    {
        using var cipher = new AesGcm(key, TagLength);
        var body = new byte[sealedBody.Length - NonceLength - TagLength];
        cipher.Decrypt(sealedBody[..NonceLength], sealedBody[(NonceLength + TagLength)..], sealedBody.Slice(NonceLength, TagLength), body);
        return body;
    }
}
