using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Notifications;

/// <summary>Codes of six digits, and what is kept of them.</summary>
internal sealed class PhoneCodes(ServerSecret secret)
{
    private readonly byte[] key = secret.DeriveKey("phone codes");

    public static string Draw() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Keyed, since a plain hash of six digits is no secret.</summary>
    public byte[] Hash(UserId user, string number, string code) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user} {number} {code}"));
}
