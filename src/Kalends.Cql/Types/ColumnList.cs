using System.Collections;
using System.Collections.Frozen;

namespace Kalends.Cql.Types;

/// <summary>The columns of a result with their places by name.</summary>
internal sealed class ColumnList(CqlRow.Column[] columns) : IReadOnlyList<CqlRow.Column>
{
    public static readonly ColumnList None = new([]);

    private FrozenDictionary<string, int>? _places;

    public int Count => columns.Length;

    public CqlRow.Column this[int index] => columns[index];

    /// <exception cref="ArgumentException">No column has that name.</exception>
    public int PlaceOf(string name) => Places.TryGetValue(name, out var place)
        ? place
        : throw new ArgumentException($"There is no column {name} among {string.Join(", ", columns.Select(column => column.Name))}.");

    public bool TryPlaceOf(string name, out int place) => Places.TryGetValue(name, out place);

    public IEnumerator<CqlRow.Column> GetEnumerator() => ((IEnumerable<CqlRow.Column>)columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Made at the first question by name; two threads may both make it, and either will do.
    private FrozenDictionary<string, int> Places => _places ??= columns
        .Select((column, place) => (column.Name, place))
        .DistinctBy(entry => entry.Name)
        .ToFrozenDictionary(entry => entry.Name, entry => entry.place, StringComparer.Ordinal);
}
