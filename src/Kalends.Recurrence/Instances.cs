using System.Collections;
using Kalends.Recurrence.Expansion;

namespace Kalends.Recurrence;

/// <summary>
/// The instances of a series in a window, computed as they are asked for, in strictly increasing order of their start.
/// A <c>foreach</c> over it allocates a few hundred bytes in all, and nothing per instance.
/// </summary>
public readonly struct Instances : IEnumerable<Instance>
{
    private readonly SeriesPlan plan;
    private readonly long from;
    private readonly long end;

    internal Instances(SeriesPlan plan, long from, long end)
    {
        this.plan = plan;
        this.from = from;
        this.end = end;
    }

    /// <summary>The enumerator.</summary>
    public Enumerator GetEnumerator() => new(new SeriesCursor(plan, from, end));

    IEnumerator<Instance> IEnumerable<Instance>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the instances. Like every struct enumerator it is to be used by one owner, uncopied.</summary>
    public struct Enumerator : IEnumerator<Instance>
    {
        private SeriesCursor cursor;

        internal Enumerator(SeriesCursor cursor) => this.cursor = cursor;

        /// <inheritdoc/>
        public Instance Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <summary>Whether the walk ended because a rule used up its budget of work; <see cref="Series.Check"/> refuses such a series.</summary>
        public readonly bool IsExhausted => cursor.IsExhausted;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (!cursor.MoveNext())
                return false;
            Current = cursor.ToInstance();
            return true;
        }

        /// <summary>Not supported: ask the sequence for another enumerator.</summary>
        public readonly void Reset() => throw new NotSupportedException();

        /// <inheritdoc/>
        public readonly void Dispose() { }
    }
}
