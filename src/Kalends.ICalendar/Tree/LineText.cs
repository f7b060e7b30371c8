using System.Text;

namespace Kalends.ICalendar;

/// <summary>Puts content lines together. Nothing passes here that could end the line early or begin another one.</summary>
internal static class LineText
{
    public static Property Compose(ReadOnlySpan<byte> name, IEnumerable<Parameter> parameters, ReadOnlySpan<byte> value)
    {
        var head = new StringBuilder(Encoding.ASCII.GetString(name));
        foreach (var parameter in parameters)
            head.Append(';').Append(parameter.ToString());
        head.Append(':');
        var headLength = Encoding.UTF8.GetByteCount(head.ToString());
        var text = new byte[headLength + value.Length];
        Encoding.UTF8.GetBytes(head.ToString(), text);
        value.CopyTo(text.AsSpan(headLength));
        return new Property(text, ContentLine.Kept(0, text.Length));
    }

    public static void RequireName(string name)
    {
        if (!IsName(name)) throw new ArgumentException($"not an iana-token of at most {ContentLine.MaxNameLength} characters: '{name}'", nameof(name));
    }

    /// <summary>BEGIN and END delimit components; as properties they would forge them.</summary>
    public static void RequirePropertyName(string name)
    {
        RequireName(name);
        if (name.ToUpperInvariant() is "BEGIN" or "END") throw new ArgumentException("BEGIN and END are no properties", nameof(name));
    }

    /// <summary>iana-token and x-name of RFC 5545, 3.1; and underscore and full stop, which real files carry and must get back.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= ContentLine.MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>VALUE-CHAR of RFC 5545, 3.1.</summary>
    public static bool IsValue(string value) => !value.Any(IsForbidden);

    /// <summary>The control characters that no content line may hold; the tab is not among them.</summary>
    public static bool IsForbidden(char c) => c is < ' ' and not '\t' or '\u007f';

    public static string WithPlainLineBreaks(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
