using System.Collections;
using System.Net;
using Kalends.Cql.Responses;
using Kalends.Cql.Types;

namespace Kalends.Cql;

/// <summary>What a request answered: one page of rows, or none for most writes. It owns its bytes and stays valid.</summary>
public sealed class CqlResult : IReadOnlyList<CqlRow>
{
    // What a conditional write says first.
    private const string AppliedColumn = "[applied]";

    private readonly Answer _answer;
    private readonly RowsResult? _rows;
    private readonly ColumnList _columns;

    internal CqlResult(Answer answer, ColumnList? knownColumns, IPEndPoint coordinator)
    {
        _answer = answer;
        _rows = answer.Response as RowsResult;
        _columns = _rows?.Metadata.Columns ?? knownColumns ?? ColumnList.None;
        Coordinator = coordinator;
        if (_rows is { Metadata.ColumnCount: var count } && count != _columns.Count)
            throw new CqlException(new CqlError.Malformed($"Rows of {count} columns came, and {_columns.Count} are known."), coordinator);
    }

    /// <summary>The node that answered.</summary>
    public IPEndPoint Coordinator { get; }

    /// <summary>What each row is made of.</summary>
    public IReadOnlyList<CqlRow.Column> Columns => _columns;

    /// <summary>Rows of this page.</summary>
    public int Count => _rows?.Starts.Length ?? 0;

    /// <summary>A row of this page.</summary>
    /// <param name="index">From 0.</param>
    public CqlRow this[int index] => _rows is null
        ? throw new ArgumentOutOfRangeException(nameof(index), "There are no rows.")
        : new CqlRow(_columns, _rows.Body, _rows.Starts[index]);

    /// <summary>Where the next page starts; empty on the last.</summary>
    public ReadOnlyMemory<byte> PagingState => _rows?.Metadata.PagingState;

    /// <summary>
    /// Whether a conditional write was applied; true for everything else. If it was not, the row holds what was there instead.
    /// </summary>
    public bool Applied => Count == 0 || !_columns.TryPlaceOf(AppliedColumn, out var place) || this[0].Get<bool>(place);

    /// <summary>What the server wants to be heeded (protocol v4 and later).</summary>
    public IReadOnlyList<string> Warnings => _answer.Extras?.Warnings ?? [];

    /// <summary>Of a traced request: its session_id in system_traces.</summary>
    public Guid? TracingId => _answer.Extras?.TracingId;

    internal bool IsSchemaChange => _answer.Response is SchemaChangeResult;

    /// <inheritdoc/>
    public IEnumerator<CqlRow> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
