namespace Kalends.ICalendar;

/// <summary>REQUEST-STATUS (RFC 5545, 3.8.8.3).</summary>
/// <param name="Code">The code, such as <c>2.0</c> or <c>3.1.1</c>; its first digit is the class (1 preliminary ... 4 scheduling error).</param>
/// <param name="Description">What it says, for people.</param>
/// <param name="Data">What it is about, such as the offending property; null without.</param>
public sealed record RequestStatus(string Code, string Description, string? Data)
{
    /// <summary>Reads a value; null when it has no code and description.</summary>
    public static RequestStatus? Parse(ReadOnlySpan<byte> raw)
    {
        var parts = TextValue.DecodeList(raw, (byte)';');
        var isCode = parts[0].Split('.') is { Length: 2 or 3 } digits && digits.All(d => d.Length > 0 && d.All(char.IsAsciiDigit));
        return isCode && parts.Count > 1 ? new RequestStatus(parts[0], parts[1], parts.Count > 2 ? parts[2] : null) : null;
    }

    /// <summary>The value as it is written.</summary>
    public override string ToString() => string.Join(';', new[] { Code, Description, Data }.OfType<string>().Select(TextValue.Encode));
}
