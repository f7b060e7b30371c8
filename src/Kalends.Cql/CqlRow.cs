using Kalends.Cql.Frames;
using Kalends.Cql.Types;

namespace Kalends.Cql;

/// <summary>One row of a result. It points into the answer's bytes and stays valid for as long as it is kept.</summary>
public readonly struct CqlRow
{
    private readonly ColumnList _columns;
    private readonly byte[] _body;
    private readonly int _start;

    internal CqlRow(ColumnList columns, byte[] body, int start)
    {
        _columns = columns;
        _body = body;
        _start = start;
    }

    /// <summary>What the row is made of.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Whether the column is NULL.</summary>
    /// <param name="ordinal">Place of the column, from 0.</param>
    public bool IsNull(int ordinal) => !TryFind(ordinal, out _);

    /// <summary>Whether the column is NULL.</summary>
    /// <param name="name">Name of the column, as the server writes it.</param>
    public bool IsNull(string name) => IsNull(_columns.PlaceOf(name));

    /// <summary>A scalar.</summary>
    /// <typeparam name="T">See <see cref="CqlCodec.Of{T}"/>.</typeparam>
    /// <param name="ordinal">Place of the column, from 0.</param>
    /// <returns>The value; null for NULL where T can be null.</returns>
    /// <exception cref="InvalidCastException">The column is of another type, or NULL and T cannot be null.</exception>
    /// <exception cref="OverflowException">The value is beyond what T can hold; <see cref="GetBytes"/> has it.</exception>
    /// <exception cref="CqlException">Malformed: the bytes are no value of the column's type.</exception>
    public T? Get<T>(int ordinal) => Get(ordinal, CqlCodec.Of<T>());

    /// <summary>A scalar.</summary>
    /// <typeparam name="T">See <see cref="CqlCodec.Of{T}"/>.</typeparam>
    /// <param name="name">Name of the column, as the server writes it.</param>
    /// <returns>The value; null for NULL where T can be null.</returns>
    /// <exception cref="InvalidCastException">The column is of another type, or NULL and T cannot be null.</exception>
    /// <exception cref="OverflowException">The value is beyond what T can hold; <see cref="GetBytes"/> has it.</exception>
    /// <exception cref="CqlException">Malformed: the bytes are no value of the column's type.</exception>
    public T? Get<T>(string name) => Get<T>(_columns.PlaceOf(name));

    /// <summary>A value by its codec.</summary>
    /// <typeparam name="T">Of the value.</typeparam>
    /// <param name="ordinal">Place of the column, from 0.</param>
    /// <param name="codec">See <see cref="CqlCodec"/>.</param>
    /// <exception cref="InvalidCastException">The column is of another type, or NULL and T cannot be null.</exception>
    /// <exception cref="OverflowException">The value is beyond what T can hold; <see cref="GetBytes"/> has it.</exception>
    /// <exception cref="CqlException">Malformed: the bytes are no value of the column's type.</exception>
    public T? Get<T>(int ordinal, CqlCodec<T> codec)
    {
        var found = TryFind(ordinal, out var cell);
        try
        {
            return codec.ReadCell(cell, !found, _columns[ordinal].Type);
        }
        catch (MalformedFrameException malformed)
        {
            throw new CqlException(new CqlError.Malformed(malformed.Message), host: null, malformed);
        }
    }

    /// <summary>A value by its codec.</summary>
    /// <typeparam name="T">Of the value.</typeparam>
    /// <param name="name">Name of the column, as the server writes it.</param>
    /// <param name="codec">See <see cref="CqlCodec"/>.</param>
    /// <exception cref="InvalidCastException">The column is of another type, or NULL and T cannot be null.</exception>
    /// <exception cref="OverflowException">The value is beyond what T can hold; <see cref="GetBytes"/> has it.</exception>
    /// <exception cref="CqlException">Malformed: the bytes are no value of the column's type.</exception>
    public T? Get<T>(string name, CqlCodec<T> codec) => Get(_columns.PlaceOf(name), codec);

    /// <summary>The bytes of a column of any type, as they came; empty for NULL.</summary>
    /// <param name="ordinal">Place of the column, from 0.</param>
    public ReadOnlySpan<byte> GetBytes(int ordinal) => TryFind(ordinal, out var cell) ? cell : default;

    private bool TryFind(int ordinal, out ReadOnlySpan<byte> cell)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, _columns.Count);
        var reader = new WireReader(_body.AsSpan(_start));
        for (; ordinal > 0; ordinal--) reader.TryReadBytes(out _);
        return reader.TryReadBytes(out cell);
    }

    /// <summary>A column of a result, or a marker of a prepared statement.</summary>
    public sealed record Column
    {
        internal Column((string Keyspace, string Name) table, string name, CqlType type)
        {
            (Keyspace, Table) = table;
            Name = name;
            Type = type;
        }

        /// <summary>Where its table is.</summary>
        public string Keyspace { get; }

        /// <summary>Its table.</summary>
        public string Table { get; }

        /// <summary>Its name, or the alias or expression of the query.</summary>
        public string Name { get; }

        /// <summary>Its type in CQL's own words: <c>int</c>, <c>map&lt;text, timeuuid&gt;</c>.</summary>
        public string TypeName => Type.ToString();

        internal CqlType Type { get; }
    }
}
