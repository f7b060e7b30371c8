using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kalends.Testing.Receivers;

/// <summary>A browser that takes web push: its keys, what it subscribes with, and how it opens and checks what comes (RFC 8291, 8292).</summary>
public sealed class Browser : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    /// <summary>Its own path at a push service.</summary>
    public string Path { get; } = $"/push/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    private byte[] Point
    {
        get
        {
            ECPoint point = key.ExportParameters(false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
    }

    /// <summary>What <c>PushSubscription.toJSON()</c> gives.</summary>
    public object Subscription(string service) => new
    {
        endpoint = service + Path,
        expirationTime = (long?)null,
        keys = new { p256dh = Base64Url.EncodeToString(Point), auth = Base64Url.EncodeToString(auth) },
    };

    /// <summary>The text of a message for this browser; throws where it is for another or was changed.</summary>
    public string Open(byte[] message)
    {
        Span<byte> body = message;
        byte[] salt = body[..16].ToArray();
        int length = body[20];
        byte[] sender = body.Slice(21, length).ToArray();
        Span<byte> cipher = body[(21 + length)..];
        if (BinaryPrimitives.ReadUInt32BigEndian(body[16..]) < cipher.Length) throw new CryptographicException("more than one record");
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        byte[] shared = key.DeriveRawSecretAgreement(other.PublicKey);
        byte[] input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, [.. "WebPush: info\0"u8, .. Point, .. sender]);
        byte[] content = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        byte[] nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        byte[] text = new byte[cipher.Length - 16];
        using var gcm = new AesGcm(content, 16);
        gcm.Decrypt(nonce, cipher[..^16], cipher[^16..], text);
        int end = Array.FindLastIndex(text, one => one != 0);
        return text[end] == 2 ? Encoding.UTF8.GetString(text, 0, end) : throw new CryptographicException("not the last record");
    }

    /// <summary>The claims of the sender's token, signed by the key that is shown with it.</summary>
    public static JsonElement Claims(string authorization, string expectedKey)
    {
        if (!authorization.StartsWith("vapid t=", StringComparison.Ordinal)) throw new CryptographicException("no VAPID header");
        string[] parts = authorization["vapid t=".Length..].Split(", k=");
        if (parts[1] != expectedKey) throw new CryptographicException("another key");
        byte[] point = Base64Url.DecodeFromChars(parts[1]);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        string[] token = parts[0].Split('.');
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256))
            throw new CryptographicException("the signature is wrong");
        return JsonElement.Parse(Base64Url.DecodeFromChars(token[1]));
    }

    public void Dispose() => key.Dispose();
}
