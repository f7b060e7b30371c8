using Kalends.Cql.Frames;
using Kalends.Cql.Types;

namespace Kalends.Cql;

/// <summary>
/// How a .NET type travels as a CQL type. Scalars need none of this: <c>Value(42)</c> and <c>Get&lt;int&gt;</c> find theirs. Codecs
/// are for what has parts: lists, sets, maps, tuples, user-defined types. They are immutable and cheap to keep in a static field.
/// </summary>
/// <typeparam name="T">The .NET type.</typeparam>
public abstract class CqlCodec<T>
{
    private protected CqlCodec()
    {
    }

    /// <summary>What T becomes where the server has not said what it expects (values of unprepared statements).</summary>
    internal abstract CqlType AssumedType { get; }

    internal abstract bool Accepts(CqlType type);

    /// <summary>Appends the bytes of a value that is not null, without their length.</summary>
    internal abstract void Write(WireWriter writer, T value, CqlType type);

    internal abstract T Read(ReadOnlySpan<byte> bytes, CqlType type);

    /// <summary>What a NULL reads as; false where T has no value for it.</summary>
    internal virtual bool TryReadNull(out T? value)
    {
        value = default;
        return default(T) is null;
    }

    /// <summary>The same bytes seen as another .NET type.</summary>
    /// <typeparam name="TOther">For instance a record of the application.</typeparam>
    /// <param name="read">From what this codec reads.</param>
    /// <param name="write">To what this codec writes.</param>
    public CqlCodec<TOther> As<TOther>(Func<T, TOther> read, Func<TOther, T> write) => new ConvertedCodec<T, TOther>(this, read, write);

    /// <summary>Appends a [value]: its length and its bytes, or the length -1 for null.</summary>
    internal void WriteValue(WireWriter writer, T value, CqlType type)
    {
        if (value is null)
        {
            writer.WriteInt(-1);
            return;
        }
        var start = writer.StartBytes();
        Write(writer, value, type);
        writer.EndBytes(start);
    }

    /// <summary>Reads a [bytes] off the front.</summary>
    internal T? ReadValue(ref WireReader reader, CqlType type) =>
        reader.TryReadBytes(out var bytes) ? ReadCell(bytes, isNull: false, type) : ReadCell(default, isNull: true, type);

    internal T? ReadCell(ReadOnlySpan<byte> bytes, bool isNull, CqlType type)
    {
        if (!Accepts(type)) throw new InvalidCastException($"A CQL {type} is not a {typeof(T)}.");
        // "Empty" values of fixed-width types are a relic (v4, section 6): no bytes mean no value.
        if (!isNull && (bytes.Length > 0 || AllowsEmpty)) return Read(bytes, type);
        return TryReadNull(out var value)
            ? value
            : throw new InvalidCastException($"NULL is not a {typeof(T)}; read a nullable type, or ask IsNull first.");
    }

    internal virtual bool AllowsEmpty => false;
}
