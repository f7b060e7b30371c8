using System.Buffers;

namespace Kalends.Domain.Identity;

/// <summary>
/// What passes as an e-mail address: a local part and a domain, printable, at most 254 characters. Whether mail gets there only mail
/// can tell.
/// </summary>
public static class AddressCheck
{
    /// <summary>What RFC 5322 allows in quotes only, and quoting is not taken.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("@,;:<>()[]\\\"");

    private const int MaxLength = 254;
    private const int MaxLocal = 64;

    /// <summary>Whether the text may be an address. Non-ASCII letters are taken (RFC 6531).</summary>
    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > MaxLocal || text.Length > MaxLength || at == text.Length - 1) return false;
        return IsLocal(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1));
    }

    private static bool IsLocal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (Special.Contains(c) || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)) return false;
        return text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal);
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        foreach (var label in text.Split('.'))
        {
            var part = text[label];
            if (part.IsEmpty || part.Length > 63 || part[0] == '-' || part[^1] == '-') return false;
            foreach (var c in part)
                if (!char.IsLetterOrDigit(c) && c != '-') return false;
        }
        return true;
    }
}
