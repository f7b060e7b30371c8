using Kalends.Cql.Execution;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;
using Kalends.Cql.Topology;

namespace Kalends.Cql;

/// <summary>
/// A statement that the servers have parsed. It belongs to its session, may be used by many threads, and is prepared again by itself
/// on hosts that do not know it (yet, or any more).
/// </summary>
public sealed class PreparedStatement
{
    private readonly int[] _keyPlaces;
    private volatile PreparedResult _prepared;

    internal PreparedStatement(string cql, PreparedResult prepared, int[] keyPlaces)
    {
        Cql = cql;
        _prepared = prepared;
        _keyPlaces = keyPlaces;
        MarkerTypes = [.. prepared.Markers.Select(marker => marker.Type)];
        UsualSize = 16 * Math.Max(1, prepared.Markers.Count);
        HasFixedResult = Statements.HasFixedResult(cql);
        Alone = [this];
    }

    /// <summary>Its text.</summary>
    public string Cql { get; }

    /// <summary>What is to be bound, in order.</summary>
    public IReadOnlyList<CqlRow.Column> Markers => _prepared.Markers;

    /// <summary>What a SELECT returns; empty for anything else.</summary>
    public IReadOnlyList<CqlRow.Column> Columns => _prepared.Ids.Columns;

    internal PreparedIds Ids => _prepared.Ids;

    internal IReadOnlyList<CqlType> MarkerTypes { get; }

    internal int UsualSize { get; }

    internal bool HasFixedResult { get; }

    internal IReadOnlyList<PreparedStatement> Alone { get; }

    /// <summary>A statement to append values to, one for each of <see cref="Markers"/>.</summary>
    public CqlStatement Bind() => new(this);

    /// <summary>Another host has prepared it. One that does not describe the result takes nothing away from what is known of it.</summary>
    internal void Renew(PreparedResult prepared) => _prepared = prepared.Ids.Columns.Count > 0
        ? prepared
        : prepared with { Ids = prepared.Ids with { Columns = _prepared.Ids.Columns } };

    /// <summary>A server of v5 says with a result when its shape is another than the one prepared (its section 4.2.5.2).</summary>
    internal void Learn(RowsMetadata metadata)
    {
        if (metadata is not { NewId: { } id, Columns: { } columns }) return;
        var prepared = _prepared;
        _prepared = prepared with { Ids = prepared.Ids with { ResultMetadata = id, Columns = columns } };
    }

    internal Route RouteOf(CqlValues values) => _keyPlaces.Length == 0 || values.Count < MarkerTypes.Count
        ? Route.Anywhere
        : new Route(_prepared.Markers[0].Keyspace, PartitionKey.Token(values.Written, _keyPlaces));
}
