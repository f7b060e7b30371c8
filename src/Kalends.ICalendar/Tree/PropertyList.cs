using System.Collections;

namespace Kalends.ICalendar;

/// <summary>The properties of one component, in the order of the text. Enumerating by <c>foreach</c> allocates nothing.</summary>
public readonly struct PropertyList : IReadOnlyList<Property>
{
    private readonly Component component;

    internal PropertyList(Component component) => this.component = component;

    /// <inheritdoc/>
    public int Count => component.Lines.Count;

    /// <inheritdoc/>
    public Property this[int index] => component.Text[component.Lines[index]];

    /// <summary>Walks the properties without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Property> IEnumerable<Property>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Property>)this).GetEnumerator();

    /// <summary>The walk over a <see cref="PropertyList"/>.</summary>
    public struct Enumerator(PropertyList list)
    {
        private int index = -1;

        /// <summary>The property the walk stands on.</summary>
        public readonly Property Current => list[index];

        /// <summary>Steps on; false after the last.</summary>
        public bool MoveNext() => ++index < list.Count;
    }
}
