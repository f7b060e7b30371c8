using System.Collections.Immutable;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>Changes that turn one component into another: only what differs is touched, in its place; what is new comes last.</summary>
/// <param name="original">Null for a component that is all new.</param>
internal sealed class ComponentEdit(Component? original)
{
    private readonly List<(string Name, ImmutableArray<Property> Values)> changes = [];

    internal Component? Original { get; } = original;

    internal bool IsEmpty => changes.Count == 0;

    internal Property? Find(string name) => Original?.Find(name);

    /// <summary>Puts these in the places of all properties of that name; none leaves them out.</summary>
    internal void Set(string name, params ReadOnlySpan<Property> values) => changes.Add((name, [.. values]));

    /// <summary>As <see cref="Set"/>, where what is there is something else.</summary>
    internal void SetIfOther(string name, ImmutableArray<Property> values)
    {
        if (!(Original?.FindAll(name) ?? []).SequenceEqual(values)) changes.Add((name, values));
    }

    internal Component Build()
    {
        if (Original is null) return Component.Create("VEVENT", changes.SelectMany(change => change.Values));
        if (IsEmpty) return Original;
        var placed = new Dictionary<string, int>(StringComparer.Ordinal);
        var wanted = changes.ToDictionary(change => change.Name, change => change.Values, StringComparer.Ordinal);
        var built = Original.Changing(property =>
        {
            if (!wanted.TryGetValue(property.Name, out var values)) return property;
            var at = placed.GetValueOrDefault(property.Name);
            placed[property.Name] = at + 1;
            return at < values.Length ? values[at] : null;
        });
        return changes.SelectMany(change => change.Values.Skip(placed.GetValueOrDefault(change.Name)))
            .Aggregate(built, (component, property) => component.Adding(property));
    }
}
