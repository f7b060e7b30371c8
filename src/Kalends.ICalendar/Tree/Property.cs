using System.Text;

namespace Kalends.ICalendar;

/// <summary>
/// One property of a component as it stands in the text: name, parameters and value, unfolded (RFC 5545, 3.1) but otherwise raw.
/// Immutable. Names are in upper case; typed readings are in <see cref="PropertyReading"/>, constructors in <see cref="NewProperty"/>.
/// </summary>
public readonly struct Property : IEquatable<Property>
{
    private readonly byte[] text;
    private readonly ContentLine line;

    internal Property(byte[] text, ContentLine line)
    {
        this.text = text;
        this.line = line;
    }

    /// <summary>The name in upper case.</summary>
    public string Name => KnownNames.Intern(NameUtf8);

    /// <summary>The raw value: escapes undone by nobody, lists unsplit.</summary>
    public string RawValue => Encoding.UTF8.GetString(ValueUtf8);

    /// <summary>The name in upper case, ASCII.</summary>
    public ReadOnlySpan<byte> NameUtf8 => text.AsSpan(line.Start, line.NameLength);

    /// <summary>The raw value in UTF-8.</summary>
    public ReadOnlySpan<byte> ValueUtf8 => ContentUtf8[line.ValueOffset..];

    /// <summary>The whole unfolded content line in UTF-8, without its line ending.</summary>
    public ReadOnlySpan<byte> ContentUtf8 => text.AsSpan(line.Start, line.Length);

    /// <summary>True when the line has parameters.</summary>
    public bool HasParameters => line.ValueOffset > line.NameLength + 1;

    /// <summary>The parameters in the order of the text, decoded one by one while they are enumerated.</summary>
    public IEnumerable<Parameter> Parameters
    {
        get
        {
            var at = line.Start + line.NameLength;
            while (ParameterText.TryReadNext(text, ref at, out var parameter))
                yield return parameter;
        }
    }

    internal ContentLine Line => line;

    /// <summary>True when the property has this name; case does not matter (RFC 5545, 2).</summary>
    public bool Is(string name) => NameUtf8.Length == name.Length && Ascii.EqualsIgnoreCase(NameUtf8, name);

    /// <summary>The first value of the named parameter with RFC 6868 escapes undone, or null when there is none.</summary>
    public string? Parameter(string name) => ParameterText.FindFirst(text, line.Start + line.NameLength, name);

    /// <summary>The same property with one parameter set: in place when it is there, else after the others.</summary>
    public Property With(Parameter parameter)
    {
        List<Parameter> parameters = [.. Parameters];
        var at = parameters.FindIndex(p => p.IsNamed(parameter.Name));
        if (at < 0) parameters.Add(parameter);
        else parameters[at] = parameter;
        return LineText.Compose(NameUtf8, parameters, ValueUtf8);
    }

    /// <summary>The same property without the named parameter.</summary>
    public Property WithoutParameter(string name) =>
        LineText.Compose(NameUtf8, Parameters.Where(p => !p.IsNamed(name)), ValueUtf8);

    /// <inheritdoc/>
    public bool Equals(Property other) => ContentUtf8.SequenceEqual(other.ContentUtf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Property other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(ContentUtf8);
        return hash.ToHashCode();
    }

    /// <summary>The unfolded content line.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ContentUtf8);

    /// <summary>True when both lines are the same, octet for octet.</summary>
    public static bool operator ==(Property left, Property right) => left.Equals(right);

    /// <summary>True when the lines differ.</summary>
    public static bool operator !=(Property left, Property right) => !left.Equals(right);
}
