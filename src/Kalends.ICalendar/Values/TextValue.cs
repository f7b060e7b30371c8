using System.Text;

namespace Kalends.ICalendar;

/// <summary>TEXT (RFC 5545, 3.3.11): backslash escapes, and lists split at commas or semicolons that are not escaped.</summary>
internal static class TextValue
{
    /// <summary>Undoes the escapes. A backslash before any other character is kept, as is a comma or semicolon without one.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        if (!text.Contains('\\')) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            char? escaped = text[i] != '\\' || i + 1 == text.Length ? null : text[i + 1] switch
            {
                'n' or 'N' => '\n',
                '\\' or ',' or ';' => text[i + 1],
                _ => null,
            };
            plain.Append(escaped ?? text[i]);
            if (escaped is not null) i++;
        }
        return plain.ToString();
    }

    /// <summary>Escapes any text; control characters, which the format cannot carry, are left out.</summary>
    public static string Encode(string text)
    {
        var raw = new StringBuilder(text.Length + 8);
        foreach (var c in LineText.WithPlainLineBreaks(text))
        {
            if (c == '\n') raw.Append("\\n");
            else if (c is '\\' or ',' or ';') raw.Append('\\').Append(c);
            else if (!LineText.IsForbidden(c)) raw.Append(c);
        }
        return raw.ToString();
    }

    /// <summary>Splits at separators without a backslash before them, and undoes the escapes of each part.</summary>
    public static IReadOnlyList<string> DecodeList(ReadOnlySpan<byte> raw, byte separator = (byte)',')
    {
        List<string> parts = [];
        var start = 0;
        for (var i = 0; i <= raw.Length; i++)
        {
            if (i < raw.Length && raw[i] == '\\') i++;
            else if (i == raw.Length || raw[i] == separator)
            {
                parts.Add(Decode(raw[start..i]));
                start = i + 1;
            }
        }
        if (start < raw.Length) parts.Add(Decode(raw[start..]));
        return parts;
    }
}
