namespace Kalends.Recurrence.Text;

/// <summary>An unfolded content line (RFC 5545, 3.1) as far as a series needs it.</summary>
/// <param name="Name">The property's name in upper case.</param>
/// <param name="Tzid">The TZID parameter, or null.</param>
/// <param name="ValueType">The VALUE parameter in upper case, or null.</param>
/// <param name="Value">What follows the colon.</param>
internal sealed record PropertyLine(string Name, string? Tzid, string? ValueType, string Value)
{
    internal static bool TryRead(string text, out PropertyLine line)
    {
        line = new PropertyLine("", null, null, "");
        var end = text.AsSpan().IndexOfAny(';', ':');
        if (end <= 0)
            return false;
        line = line with { Name = text[..end].ToUpperInvariant() };
        while (text[end] == ';')
        {
            var equals = text.IndexOf('=', end);
            if (equals < 0 || !TryValue(text, equals + 1, out var value, out var next))
                return false;
            line = text[(end + 1)..equals].ToUpperInvariant() switch
            {
                "TZID" => line with { Tzid = value },
                "VALUE" => line with { ValueType = value.ToUpperInvariant() },
                _ => line, // Parameters that mean nothing for the set are left alone.
            };
            end = next;
        }
        line = line with { Value = text[(end + 1)..] };
        return true;
    }

    // The value of a parameter, and the index of the semicolon or colon behind it.
    private static bool TryValue(string text, int from, out string value, out int next)
    {
        value = "";
        next = from;
        if (from < text.Length && text[from] == '"')
        {
            var quote = text.IndexOf('"', from + 1);
            next = quote + 1;
            value = quote < 0 ? "" : text[(from + 1)..quote];
            return quote > 0 && next < text.Length && text[next] is ';' or ':';
        }
        var length = text.AsSpan(from).IndexOfAny(';', ':');
        if (length < 0)
            return false;
        next = from + length;
        value = text[from..next];
        return true;
    }
}
