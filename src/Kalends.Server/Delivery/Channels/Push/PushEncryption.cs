using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kalends.Server.Delivery.Channels.Push;

/// <summary>
/// Encrypts a message for one browser: RFC 8291, the aes128gcm coding of RFC 8188 in one record.
/// </summary>
internal static class PushEncryption
{
    /// <summary>Length of an uncompressed point of P-256.</summary>
    public const int PointLength = 65;

    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int HeaderLength = SaltLength + sizeof(uint) + 1 + PointLength;
    private const int RecordSize = 4096;

    /// <summary>The longest text that a push service must take (RFC 8030, 7.2, less header, tag and padding delimiter).</summary>
    public const int LongestText = RecordSize - HeaderLength - TagLength - 1;

    /// <param name="text">At most <see cref="LongestText"/> bytes.</param>
    /// <param name="receiver">The browser's public point and secret.</param>
    /// <param name="once">What is drawn anew for each message.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, PushReceiver receiver, PushDraw once)
    {
        var ownPoint = Point(once.Key.ExportParameters(false).Q);
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Point(receiver.PublicKey) });
        var shared = once.Key.DeriveRawSecretAgreement(other.PublicKey);
        // RFC 8291, 3.4
        byte[] keyInfo = [.. "WebPush: info\0"u8, .. receiver.PublicKey, .. ownPoint];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, receiver.AuthSecret, keyInfo);
        // RFC 8188, 2.2 and 2.3; the one record has sequence number 0
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, once.Salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, once.Salt, [.. "Content-Encoding: nonce\0"u8]);

        byte[] padded = [.. text, 2]; // the delimiter of the last record
        var message = new byte[HeaderLength + padded.Length + TagLength];
        once.Salt.CopyTo(message.AsSpan());
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(SaltLength), RecordSize);
        message[SaltLength + sizeof(uint)] = PointLength;
        ownPoint.CopyTo(message.AsSpan(HeaderLength - PointLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, padded, message.AsSpan(HeaderLength, padded.Length), message.AsSpan(HeaderLength + padded.Length));
        return message;
    }

    /// <summary>The coordinates of an uncompressed point.</summary>
    public static ECPoint Point(ReadOnlySpan<byte> uncompressed) =>
        new() { X = uncompressed[1..33].ToArray(), Y = uncompressed[33..PointLength].ToArray() };

    /// <summary>The uncompressed form, 65 bytes.</summary>
    public static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
}

/// <summary>Whom a message is encrypted for.</summary>
internal sealed record PushReceiver(byte[] PublicKey, byte[] AuthSecret);

/// <summary>What no two messages share.</summary>
internal sealed record PushDraw(ECDiffieHellman Key, byte[] Salt) : IDisposable
{
    public static PushDraw New() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16));

    public void Dispose() => Key.Dispose();
}
