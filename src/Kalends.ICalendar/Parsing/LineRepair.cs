using System.Text;

namespace Kalends.ICalendar;

/// <summary>Makes a content line out of one that does not keep to the grammar, where its meaning is plain. The way of few lines.</summary>
internal static class LineRepair
{
    /// <summary>Takes out what no line may hold: control characters, and octets that are not UTF-8.</summary>
    public static byte[] Clean(ReadOnlySpan<byte> line, bool hasControls, Action<LeniencyKind> note)
    {
        byte[] octets;
        if (System.Text.Unicode.Utf8.IsValid(line))
        {
            octets = line.ToArray();
        }
        else
        {
            note(LeniencyKind.NotUtf8);
            octets = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(line));
        }
        if (!hasControls) return octets;
        note(LeniencyKind.ControlCharacter);
        return [.. octets.Where(o => !LineText.IsForbidden((char)o))];
    }

    /// <summary>The same line by the grammar, or null when it is no content line at all.</summary>
    public static byte[]? Rebuild(byte[] line, Action<LeniencyKind> note)
    {
        var text = Encoding.UTF8.GetString(line);
        var colon = IndexOutsideQuotes(text, ":", 0);
        var honoursQuotes = colon >= 0;
        if (!honoursQuotes) colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return null;

        var parts = Split(text[..colon], ';', honoursQuotes);
        var name = Trim(parts[0], note);
        if (!LineText.IsName(name)) return null;
        var rebuilt = new StringBuilder(name);
        foreach (var part in parts.Skip(1))
        {
            if (Parameter(part, honoursQuotes, note) is not { } parameter) return null;
            rebuilt.Append(parameter);
        }
        return Encoding.UTF8.GetBytes(rebuilt.Append(text, colon, text.Length - colon).ToString());
    }

    private static string? Parameter(string part, bool honoursQuotes, Action<LeniencyKind> note)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        var name = Trim(equals < 0 ? part : part[..equals], note);
        if (name.Length == 0 && equals < 0)
        {
            note(LeniencyKind.EmptyParameter);
            return "";
        }
        if (!LineText.IsName(name)) return null;
        if (equals >= 0)
            return $";{name}={string.Join(',', Split(part[(equals + 1)..], ',', honoursQuotes).Select(v => Value(v, note)))}";
        note(LeniencyKind.BareParameter);
        return name.ToUpperInvariant() is "QUOTED-PRINTABLE" or "BASE64" or "8BIT" ? $";ENCODING={name}" : $";{name}=";
    }

    private static string Value(string value, Action<LeniencyKind> note)
    {
        if (!value.Contains('"')) return value;
        var isQuoted = value.Length > 1 && value[0] == '"' && value[^1] == '"';
        if (isQuoted && value.AsSpan(1, value.Length - 2).IndexOf('"') < 0) return value;
        note(LeniencyKind.StrayQuote);
        var escaped = (isQuoted ? value[1..^1] : value).Replace("\"", "^'", StringComparison.Ordinal);
        return escaped.AsSpan().ContainsAny(",;:") ? $"\"{escaped}\"" : escaped;
    }

    private static string Trim(string name, Action<LeniencyKind> note)
    {
        var trimmed = name.Trim(' ', '\t');
        if (trimmed.Length < name.Length) note(LeniencyKind.StrayBlank);
        return trimmed;
    }

    private static List<string> Split(string text, char separator, bool honoursQuotes)
    {
        if (!honoursQuotes) return [.. text.Split(separator)];
        List<string> parts = [];
        var start = 0;
        for (int end; (end = IndexOutsideQuotes(text, separator.ToString(), start)) >= 0; start = end + 1)
            parts.Add(text[start..end]);
        parts.Add(text[start..]);
        return parts;
    }

    private static int IndexOutsideQuotes(string text, string sought, int start)
    {
        var isInside = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"') isInside = !isInside;
            else if (!isInside && text[i] == sought[0]) return i;
        }
        return -1;
    }
}
