using Kalends.Cql.Execution;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;

namespace Kalends.Cql;

/// <summary>
/// A statement with its values, to be executed once or often, but not changed while it is. Made from text, or by
/// <see cref="PreparedStatement.Bind"/>, which is faster, checks the types, and finds the replicas.
/// </summary>
public sealed class CqlStatement : IJob
{
    private readonly CqlValues _values;

    /// <summary>A statement without preparation.</summary>
    /// <param name="cql">Its text; a question mark for each value.</param>
    public CqlStatement(string cql)
    {
        Cql = cql;
        _values = new CqlValues(new WireWriter(0), types: null);
    }

    internal CqlStatement(PreparedStatement prepared)
    {
        Cql = prepared.Cql;
        Prepared = prepared;
        _values = new CqlValues(new WireWriter(prepared.UsualSize), prepared.MarkerTypes);
    }

    /// <summary>Its text.</summary>
    public string Cql { get; }

    /// <summary>How many replicas must answer; null means the session's.</summary>
    public Consistency? Consistency { get; set; }

    /// <summary>Serial or LocalSerial, for conditional writes; null means the session's.</summary>
    public Consistency? SerialConsistency { get; set; }

    /// <summary>Rows of a page; null means the session's.</summary>
    public int? PageSize { get; set; }

    /// <summary>Where to go on, from <see cref="CqlResult.PagingState"/> of the same statement.</summary>
    public ReadOnlyMemory<byte> PagingState { get; set; }

    /// <summary>Time of the write in microseconds since 1970; null leaves it to the server.</summary>
    public long? Timestamp { get; set; }

    /// <summary>
    /// Whether executing it twice is as good as once, so that it may be tried again when nobody knows whether it was done. Null: only a
    /// SELECT is.
    /// </summary>
    public bool? IsIdempotent { get; set; }

    /// <summary>Whether the server shall trace it; see <see cref="CqlResult.TracingId"/>.</summary>
    public bool IsTraced { get; set; }

    /// <summary>The whole time of the request; null means the session's.</summary>
    public TimeSpan? Timeout { get; set; }

    internal PreparedStatement? Prepared { get; }

    internal CqlValues Values => _values;

    /// <summary>The same from another page on; the values are shared.</summary>
    internal CqlStatement At(ReadOnlyMemory<byte> pagingState)
    {
        var copy = (CqlStatement)MemberwiseClone();
        copy.PagingState = pagingState;
        return copy;
    }

    internal BatchEntry BatchEntry => new(Cql, Prepared?.Ids.Statement, _values);

    /// <summary>Appends a scalar for the next marker.</summary>
    /// <typeparam name="T">See <see cref="CqlCodec.Of{T}"/>.</typeparam>
    /// <param name="value">The value; null is CQL's NULL, which deletes what was there.</param>
    /// <exception cref="InvalidCastException">The server expects another type here.</exception>
    public CqlStatement Value<T>(T value)
    {
        _values.Value(value);
        return this;
    }

    /// <summary>Appends a value by its codec for the next marker.</summary>
    /// <typeparam name="T">Of the value.</typeparam>
    /// <param name="value">The value; null is CQL's NULL, which deletes what was there.</param>
    /// <param name="codec">See <see cref="CqlCodec"/>.</param>
    /// <exception cref="InvalidCastException">The server expects another type here.</exception>
    public CqlStatement Value<T>(T value, CqlCodec<T> codec)
    {
        _values.Value(value, codec);
        return this;
    }

    /// <summary>Appends NULL for the next marker, which deletes what was there.</summary>
    public CqlStatement Null()
    {
        _values.Null();
        return this;
    }

    /// <summary>Appends "not set" for the next marker, which leaves what was there (protocol v4 and later).</summary>
    public CqlStatement Unset()
    {
        _values.Unset();
        return this;
    }

    bool IJob.IsIdempotent => IsIdempotent ?? Statements.IsRead(Cql);

    IReadOnlyList<PreparedStatement> IJob.Preparations => Prepared?.Alone ?? [];

    Route IJob.Route => Prepared?.RouteOf(_values) ?? Route.Anywhere;

    Request IJob.Build(CqlOptions defaults)
    {
        var ids = Prepared?.Ids;
        var parameters = new QueryParameters
        {
            Consistency = Consistency ?? defaults.Consistency,
            SerialConsistency = SerialConsistency ?? defaults.SerialConsistency,
            Values = _values,
            SkipMetadata = ids is { Columns.Count: > 0 } && Prepared is { HasFixedResult: true },
            PageSize = PageSize ?? defaults.PageSize,
            PagingState = PagingState,
            Timestamp = Timestamp,
        };
        return ids is null ? new QueryRequest(Cql, parameters, IsTraced) : new ExecuteRequest(ids, parameters, IsTraced);
    }
}
