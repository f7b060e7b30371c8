using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kalends.Server.Hosting;

namespace Kalends.Server.Identity;

/// <summary>
/// The secret of an app password, made to be typed: 32 letters and digits in four groups, 160 random bits. Only its SHA-256 is stored:
/// CalDAV clients send it with every request, and a slow hash would protect nothing that cannot be guessed.
/// </summary>
internal sealed record AppSecret(string Text)
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Letters = 32;
    private const int Group = 8;

    public ImmutableArray<byte> Hash => [.. SHA256.HashData(Encoding.ASCII.GetBytes(Text))];

    /// <summary>Draws one from the call's ids, so that the repeat of a keyed call shows the same password again.</summary>
    public static AppSecret Draw(IdSource ids)
    {
        Span<byte> bytes = stackalloc byte[Letters];
        ids.Fill(bytes);
        var text = new StringBuilder();
        for (var i = 0; i < Letters; i++)
        {
            if (i > 0 && i % Group == 0) text.Append('-');
            text.Append(Alphabet[bytes[i] % Alphabet.Length]);
        }
        return new AppSecret(text.ToString());
    }
}
