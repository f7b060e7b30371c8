using Kalends.Cql.Frames;

namespace Kalends.Cql;

/// <summary>Values in order: of a statement's markers, or of the fields of a tuple or user-defined type.</summary>
public sealed class CqlValues
{
    private readonly WireWriter _writer;
    private readonly IReadOnlyList<CqlType>? _types;

    /// <summary>Values whose types the server has told, or null where each .NET type's usual CQL type must do.</summary>
    internal CqlValues(WireWriter writer, IReadOnlyList<CqlType>? types)
    {
        _writer = writer;
        _types = types;
    }

    /// <summary>How many values were appended.</summary>
    public int Count { get; private set; }

    internal bool HasUnset { get; private set; }

    internal ReadOnlySpan<byte> Written => _writer.Written;

    /// <summary>Appends a scalar.</summary>
    /// <typeparam name="T">See <see cref="CqlCodec.Of{T}"/>.</typeparam>
    /// <param name="value">The value; null is CQL's NULL, which deletes what was there.</param>
    /// <exception cref="InvalidCastException">The server expects another type here.</exception>
    public CqlValues Value<T>(T value) => Value(value, CqlCodec.Of<T>());

    /// <summary>Appends a value by its codec.</summary>
    /// <typeparam name="T">Of the value.</typeparam>
    /// <param name="value">The value; null is CQL's NULL, which deletes what was there.</param>
    /// <param name="codec">See <see cref="CqlCodec"/>.</param>
    /// <exception cref="InvalidCastException">The server expects another type here.</exception>
    public CqlValues Value<T>(T value, CqlCodec<T> codec)
    {
        var type = NextType() ?? codec.AssumedType;
        if (!codec.Accepts(type)) throw new InvalidCastException($"Value {Count} is a CQL {type}; a {typeof(T)} is not.");
        codec.WriteValue(_writer, value, type);
        Count++;
        return this;
    }

    /// <summary>Appends NULL, which deletes what was there.</summary>
    public CqlValues Null() => Bare(-1);

    /// <summary>Appends "not set", which leaves what was there (protocol v4; earlier servers cannot, so executing it throws).</summary>
    public CqlValues Unset()
    {
        HasUnset = true;
        return Bare(-2);
    }

    private CqlValues Bare(int length)
    {
        _ = NextType();
        _writer.WriteInt(length);
        Count++;
        return this;
    }

    private CqlType? NextType()
    {
        if (_types is null) return null;
        return Count < _types.Count ? _types[Count] : throw new InvalidOperationException($"There are only {_types.Count} values to give.");
    }
}
