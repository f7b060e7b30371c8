using System.Globalization;
using System.Text.RegularExpressions;
using NSec.Cryptography;

namespace Kalends.Server.Identity;

/// <summary>A kept Argon2id hash with the cost it was made at: <c>$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH</c>, Base64 without padding.</summary>
internal sealed partial record PasswordHash(Argon2Parameters Cost, byte[] Salt, byte[] Hash)
{
    public static PasswordHash Read(string kept)
    {
        var match = Encoded().Match(kept);
        if (!match.Success) throw new FormatException("A stored password hash is not Argon2id in its encoded form.");
        var cost = new Argon2Parameters { MemorySize = Number(match, "m"), NumberOfPasses = Number(match, "t"), DegreeOfParallelism = (int)Number(match, "p") };
        return new PasswordHash(cost, Decode(match.Groups["salt"].Value), Decode(match.Groups["hash"].Value));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={Cost.MemorySize},t={Cost.NumberOfPasses},p={Cost.DegreeOfParallelism}${Encode(Salt)}${Encode(Hash)}");

    private static long Number(Match match, string name) => long.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Decode(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));

    [GeneratedRegex(@"^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<salt>[A-Za-z0-9+/]+)\$(?<hash>[A-Za-z0-9+/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();
}
