namespace Kalends.ICalendar;

public sealed partial class Component
{
    /// <summary>A new component. The name must be an iana-token (letters, digits, hyphens); an <see cref="ArgumentException"/> otherwise.</summary>
    public static Component Create(string name, IEnumerable<Property> properties, params IEnumerable<Component> components)
    {
        ArgumentNullException.ThrowIfNull(name);
        LineText.RequireName(name);
        return Compose(name.ToUpperInvariant(), [.. properties], [.. components], null);
    }

    /// <summary>Sets a property: in place of the first of that name (further ones of it go), else after the last property.</summary>
    public Component With(Property property)
    {
        var name = property.Name;
        var first = IndexOf(name);
        if (first < 0) return Adding(property);
        return Filter((index, p) => index == first ? property : p.Is(name) ? null : p);
    }

    /// <summary>Adds a property after the last one, whether or not there is one of that name.</summary>
    public Component Adding(Property property)
    {
        // A component that stood after the last property stands after the new one.
        var moved = positions?.Select(p => p == Lines.Count ? p + 1 : p).ToArray();
        return Compose(Name, [.. Properties, property], components, moved);
    }

    /// <summary>Leaves out every property of that name.</summary>
    public Component Without(string propertyName) => Filter((_, p) => p.Is(propertyName) ? null : p);

    /// <summary>Replaces each property by what the function answers; null leaves it out.</summary>
    public Component Changing(Func<Property, Property?> change) => Filter((_, p) => change(p));

    /// <summary>Adds a component after the last one.</summary>
    public Component Adding(Component component) => Keeping([.. components, component], positions is null ? null : [.. positions, Lines.Count]);

    /// <summary>Puts another component in the place of this very one (by reference). Nothing changes when it is not directly inside.</summary>
    public Component Replacing(Component component, Component replacement) =>
        Keeping(Array.ConvertAll(components, c => ReferenceEquals(c, component) ? replacement : c), positions);

    /// <summary>Leaves out every component directly inside for which the test holds.</summary>
    public Component WithoutComponents(Predicate<Component> test)
    {
        var kept = Enumerable.Range(0, components.Length).Where(i => !test(components[i])).ToArray();
        return Keeping([.. kept.Select(i => components[i])], positions is null ? null : [.. kept.Select(i => positions[i])]);
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Lines.Count; i++)
            if (Properties[i].Is(name)) return i;
        return -1;
    }

    private Component Keeping(Component[] newComponents, int[]? newPositions) =>
        new(Name, new ComponentLines(Text, Lines), newComponents, newPositions);

    private Component Filter(Func<int, Property, Property?> change)
    {
        List<Property> kept = [];
        var before = new int[Lines.Count + 1];
        for (var i = 0; i < Lines.Count; i++)
        {
            if (change(i, Properties[i]) is { } property) kept.Add(property);
            before[i + 1] = kept.Count;
        }
        return Compose(Name, [.. kept], components, positions?.Select(p => before[p]).ToArray());
    }

    /// <summary>Copies the lines, which may come from anywhere, into one text of their own.</summary>
    private static Component Compose(string name, Property[] properties, Component[] components, int[]? positions)
    {
        var text = new GrowingText();
        var lines = new ContentLine[properties.Length];
        for (var i = 0; i < properties.Length; i++)
        {
            var content = properties[i].ContentUtf8;
            lines[i] = ContentLine.Kept(text.Length, content.Length);
            text.Append(content);
        }
        return new Component(name, new ComponentLines(new ComponentText(text.ToArray()), lines), components, positions);
    }
}
