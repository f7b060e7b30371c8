namespace Kalends.ICalendar;

/// <summary>
/// A property parameter (RFC 5545, 3.2) with its values decoded: quotes taken off, RFC 6868 escapes undone.
/// Names are in upper case. Any text is a permitted value: what the format cannot carry as it is gets quoted or escaped when written, and
/// control characters other than line breaks and tabs, which it cannot carry at all, are left out.
/// </summary>
public readonly struct Parameter
{
    private readonly string[] values;
    private readonly string? raw;

    /// <summary>A parameter with these values. The name must be an iana-token; an <see cref="ArgumentException"/> otherwise.</summary>
    public Parameter(string name, params string[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        LineText.RequireName(name);
        Name = name.ToUpperInvariant();
        this.values = values.Length == 0 ? [""] : values;
    }

    internal Parameter(string name, string[] values, string raw)
    {
        Name = name;
        this.values = values;
        this.raw = raw;
    }

    /// <summary>The name in upper case.</summary>
    public string Name { get; }

    /// <summary>The first value.</summary>
    public string Value => values[0];

    /// <summary>All values; at least one.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>The values as they stood in the text that was read, so that an untouched parameter is written as it came.</summary>
    internal string? Raw => raw;

    /// <summary>True when the parameter has this name; case does not matter.</summary>
    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>NAME=VALUE,VALUE</c>, as it is written.</summary>
    public override string ToString() => $"{Name}={raw ?? ParameterText.Format(values)}";
}
