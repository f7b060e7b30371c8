namespace Kalends.ICalendar;

/// <summary>
/// One component (RFC 5545, 3.6) and everything in it: its properties, known or not, and its components, in the order of the text.
/// Immutable; the methods that change something answer with a changed copy that shares what stayed the same.
/// Two components are equal when they would be written alike.
/// </summary>
public sealed partial class Component : IEquatable<Component>
{
    private readonly Component[] components;

    // For each component the number of properties before it; null when all properties come first, as the grammar has it.
    private readonly int[]? positions;

    internal Component(string name, ComponentLines lines, Component[] components, int[]? positions)
    {
        Name = name;
        Lines = lines.Lines;
        Text = lines.Text;
        this.components = components;
        this.positions = positions;
    }

    /// <summary>The name in upper case, such as <c>VEVENT</c>.</summary>
    public string Name { get; }

    /// <summary>The component's own properties.</summary>
    public PropertyList Properties => new(this);

    /// <summary>The components directly inside.</summary>
    public IReadOnlyList<Component> Components => components;

    internal ComponentText Text { get; }

    internal ArraySegment<ContentLine> Lines { get; }

    /// <summary>The first property of that name, or null.</summary>
    public Property? Find(string name)
    {
        foreach (var property in Properties)
            if (property.Is(name)) return property;
        return null;
    }

    /// <summary>Every property of that name, in order.</summary>
    public IEnumerable<Property> FindAll(string name)
    {
        for (var i = 0; i < Lines.Count; i++)
            if (Properties[i].Is(name)) yield return Properties[i];
    }

    /// <summary>Every component of that name directly inside, in order.</summary>
    public IEnumerable<Component> ComponentsNamed(string name) => components.Where(c => c.IsNamed(name));

    /// <summary>True when the component has this name; case does not matter.</summary>
    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(Component? other)
    {
        if (other is null || Name != other.Name || Lines.Count != other.Lines.Count) return false;
        for (var i = 0; i < Lines.Count; i++)
            if (Properties[i] != other.Properties[i]) return false;
        return components.AsSpan().SequenceEqual(other.components) && Positions().SequenceEqual(other.Positions());
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Component);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Lines.Count, components.Length, Lines.Count > 0 ? Properties[0].GetHashCode() : 0);

    /// <summary>The component as it is written.</summary>
    public override string ToString() => ICalendarText.WriteToString(this);

    /// <summary>How many properties stand before the component at this index.</summary>
    internal int PositionOf(int component) => positions is null ? Lines.Count : positions[component];

    private IEnumerable<int> Positions() => components.Select((_, i) => PositionOf(i));
}

/// <summary>A component's lines, and what they lie in.</summary>
internal readonly record struct ComponentLines(ComponentText Text, ArraySegment<ContentLine> Lines);
