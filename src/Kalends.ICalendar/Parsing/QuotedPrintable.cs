using System.Globalization;
using System.Text;

namespace Kalends.ICalendar;

/// <summary>Turns a quoted-printable property, a leftover of vCalendar 1.0, into one of RFC 5545: UTF-8 with TEXT escapes (3.3.11).</summary>
internal static class QuotedPrintable
{
    private static readonly string[] ListProperties = ["CATEGORIES", "RESOURCES"];

    public static Property Decode(Property property)
    {
        var octets = Octets(property.ValueUtf8);
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(octets) && property.Parameter("CHARSET") is null or "UTF-8" or "utf-8";
        var text = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(octets);
        var keepsSeparators = ListProperties.Any(property.Is);
        var value = Encoding.UTF8.GetBytes(Escape(LineText.WithPlainLineBreaks(text), keepsSeparators));
        return LineText.Compose(property.NameUtf8, property.Parameters.Where(p => !p.IsNamed("ENCODING") && !p.IsNamed("CHARSET")), value);
    }

    private static byte[] Octets(ReadOnlySpan<byte> value)
    {
        var octets = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=' && TryHex(value[(i + 1)..], out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.Add(value[i]);
            }
        }
        return [.. octets];
    }

    private static bool TryHex(ReadOnlySpan<byte> rest, out byte octet)
    {
        octet = 0;
        return rest.Length > 1 && byte.TryParse(rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }

    private static string Escape(string text, bool keepsSeparators)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                var isEscape = i + 1 < text.Length && text[i + 1] is '\\' or ';' or ',' or 'n' or 'N';
                escaped.Append('\\').Append(isEscape ? text[++i] : '\\');
            }
            else if (c == '\n') escaped.Append("\\n");
            else if (c is ',' or ';' && !keepsSeparators) escaped.Append('\\').Append(c);
            else if (!LineText.IsForbidden(c)) escaped.Append(c);
        }
        return escaped.ToString();
    }
}
