using System.Text;

namespace Kalends.ICalendar;

/// <summary>The written form of parameter values: quoting (RFC 5545, 3.2) and the circumflex escapes of RFC 6868.</summary>
internal static class ParameterText
{
    /// <summary>Reads the parameter that begins with the semicolon at <paramref name="at"/>; false at the colon before the value.</summary>
    public static bool TryReadNext(byte[] text, ref int at, out Parameter parameter)
    {
        parameter = default;
        if (text[at] != ';') return false;
        var equals = at + text.AsSpan(at).IndexOf((byte)'=');
        var name = KnownNames.Intern(text.AsSpan(at + 1, equals - at - 1));
        List<string> values = new(1);
        at = equals;
        do
        {
            var length = LengthOfValue(text.AsSpan(at + 1));
            values.Add(Decode(text.AsSpan(at + 1, length)));
            at += 1 + length;
        }
        while (text[at] == ',');
        parameter = new Parameter(name, [.. values], Encoding.UTF8.GetString(text.AsSpan(equals + 1, at - equals - 1)));
        return true;
    }

    /// <summary>The first value of the named parameter in the list that begins at <paramref name="at"/>, or null.</summary>
    public static string? FindFirst(byte[] text, int at, string name)
    {
        while (text[at] == ';')
        {
            var equals = at + text.AsSpan(at).IndexOf((byte)'=');
            if (Ascii.EqualsIgnoreCase(text.AsSpan(at + 1, equals - at - 1), name))
                return Decode(text.AsSpan(equals + 1, LengthOfValue(text.AsSpan(equals + 1))));
            at = EndOfValues(text, equals);
        }
        return null;
    }

    /// <summary>How many octets of a content line stand before its value.</summary>
    public static int ValueOffsetOf(ReadOnlySpan<byte> line)
    {
        var at = LineGrammar.NameOf(line).Length;
        while (line[at] == ';') at = EndOfValues(line, at + line[at..].IndexOf((byte)'='));
        return at + 1;
    }

    public static string Format(IEnumerable<string> values) => string.Join(',', values.Select(Encode));

    public static string Encode(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        foreach (var c in LineText.WithPlainLineBreaks(value))
            _ = c switch
            {
                '^' => text.Append("^^"),
                '\n' => text.Append("^n"),
                '"' => text.Append("^'"),
                _ => LineText.IsForbidden(c) ? text : text.Append(c),
            };
        return text.ToString().AsSpan().ContainsAny(",;:") ? $"\"{text}\"" : text.ToString();
    }

    public static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > 1 && raw[0] == '"') raw = raw[1..^1];
        var text = Encoding.UTF8.GetString(raw);
        return text.Contains('^') ? Unescape(text) : text;
    }

    /// <summary>An escape that RFC 6868 does not know stays as it is (section 3.2 there).</summary>
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            char? escaped = text[i] != '^' || i + 1 == text.Length ? null : text[i + 1] switch
            {
                'n' => '\n',
                '^' => '^',
                '\'' => '"',
                _ => null,
            };
            plain.Append(escaped ?? text[i]);
            if (escaped is not null) i++;
        }
        return plain.ToString();
    }

    private static int EndOfValues(ReadOnlySpan<byte> line, int equals)
    {
        var at = equals;
        do at += 1 + LengthOfValue(line[(at + 1)..]);
        while (line[at] == ',');
        return at;
    }

    private static int LengthOfValue(ReadOnlySpan<byte> rest) =>
        rest[0] == '"' ? rest[1..].IndexOf((byte)'"') + 2 : rest.IndexOfAny(",;:"u8);
}
