using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery.Channels.Webhooks;

/// <summary>
/// Shows a receiver that a request is from here, unchanged, and of now: HMAC-SHA-256 over timestamp, a full stop and the body. Each webhook
/// has a key of its own, derived from its id, so that none is stored.
/// </summary>
internal sealed class WebhookSignature(ServerSecret secret)
{
    /// <summary>The key as its user keeps it: 64 hexadecimal digits, used as they stand.</summary>
    public string KeyOf(Guid webhook) => Convert.ToHexStringLower(secret.DeriveKey($"webhook {webhook:N}"));

    /// <summary><c>v1=</c> and the hash in hexadecimal.</summary>
    public string Sign(Guid webhook, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(KeyOf(webhook)));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture)));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
