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
    public ReadOnlySpan<byte> NameUtf8 => LineGrammar.NameOf(Octets);

    /// <summary>The raw value in UTF-8. One that is still folded in the text is put together anew each time it is asked for.</summary>
    public ReadOnlySpan<byte> ValueUtf8 => Unfold(Octets[ParameterText.ValueOffsetOf(Octets)..]);

    /// <summary>The whole unfolded content line in UTF-8, without its line ending.</summary>
    public ReadOnlySpan<byte> ContentUtf8 => Unfold(Octets);

    /// <summary>True when the line has parameters.</summary>
    public bool HasParameters => Octets[NameUtf8.Length] == ';';

    /// <summary>The parameters in the order of the text, decoded one by one while they are enumerated.</summary>
    public IEnumerable<Parameter> Parameters
    {
        get
        {
            var at = line.Start + NameUtf8.Length;
            while (ParameterText.TryReadNext(text, ref at, out var parameter))
                yield return parameter;
        }
    }

    /// <summary>True when the value is still folded.</summary>
    internal bool IsFolded => line.IsFolded;

    /// <summary>The content line as it stands in the text.</summary>
    internal ReadOnlySpan<byte> Octets => text.AsSpan(line.Start, line.Length);

    /// <summary>True when the property has this name; case does not matter (RFC 5545, 2).</summary>
    public bool Is(string name) => Ascii.EqualsIgnoreCase(NameUtf8, name);

    /// <summary>The first value of the named parameter with RFC 6868 escapes undone, or null when there is none.</summary>
    public string? Parameter(string name) => ParameterText.FindFirst(text, line.Start + NameUtf8.Length, name);

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

    private ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> part) => IsFolded ? FoldedText.Join(part) : part;

    /// <summary>True when both lines are the same, octet for octet.</summary>
    public static bool operator ==(Property left, Property right) => left.Equals(right);

    /// <summary>True when the lines differ.</summary>
    public static bool operator !=(Property left, Property right) => !left.Equals(right);
}
