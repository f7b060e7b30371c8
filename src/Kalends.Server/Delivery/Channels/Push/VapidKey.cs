using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery.Channels.Push;

/// <summary>
/// Shows push services who sends (RFC 8292). The key is derived from the installation's secret, which the first start makes: so every
/// process of it has the same, and browsers stay subscribed as long as the secret stays.
/// </summary>
internal sealed class VapidKey : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12); // at most 24 (RFC 8292, 2)

    /// <summary>The order of P-256's group (SEC 2, 2.4.2).</summary>
    private static readonly BigInteger Order =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly ConcurrentDictionary<string, (string Header, DateTimeOffset Until)> headers = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private readonly string contact;
    private readonly ECDsa key;

    public VapidKey(ServerSecret secret, DeliveryOptions options, TimeProvider clock)
    {
        this.clock = clock;
        contact = options.Email is { From: { } from } ? $"mailto:{from}" : options.PublicUrl?.AbsoluteUri ?? "mailto:postmaster@localhost";
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Scalar(secret.DeriveKey("vapid")) });
        PublicPoint = PushEncryption.Point(key.ExportParameters(false).Q);
    }

    /// <summary>What browsers subscribe with: the uncompressed point, 65 bytes.</summary>
    public byte[] PublicPoint { get; }

    /// <summary>The Authorization header for a push service; it serves for hours, so it is signed once.</summary>
    public string HeaderFor(Uri endpoint)
    {
        var audience = endpoint.GetLeftPart(UriPartial.Authority);
        var now = clock.GetUtcNow();
        if (headers.TryGetValue(audience, out var made) && made.Until > now) return made.Header;
        var header = $"vapid t={Token(audience, now + Lifetime)}, k={Base64Url.EncodeToString(PublicPoint)}";
        headers[audience] = (header, now + (Lifetime / 2));
        return header;
    }

    public void Dispose() => key.Dispose();

    private string Token(string audience, DateTimeOffset expires)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new VapidClaims(audience, expires.ToUnixTimeSeconds(), contact), PushJson.Default.VapidClaims);
        var content = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256); // r and s side by side, as JWS wants them
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>A number from 1 to below the order. That 256 bits are reduced to it changes the odds of none by more than 2^-32.</summary>
    private static byte[] Scalar(byte[] derived)
    {
        var number = (new BigInteger(derived, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        var padded = new byte[32];
        bytes.CopyTo(padded, padded.Length - bytes.Length);
        return padded;
    }
}
