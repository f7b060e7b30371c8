using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>The bytes of one codec as another .NET type.</summary>
internal sealed class ConvertedCodec<T, TOther>(CqlCodec<T> inner, Func<T, TOther> read, Func<TOther, T> write) : CqlCodec<TOther>
{
    internal override CqlType AssumedType => inner.AssumedType;

    internal override bool AllowsEmpty => inner.AllowsEmpty;

    internal override bool Accepts(CqlType type) => inner.Accepts(type);

    internal override void Write(WireWriter writer, TOther value, CqlType type) => inner.Write(writer, write(value), type);

    internal override TOther Read(ReadOnlySpan<byte> bytes, CqlType type) => read(inner.Read(bytes, type));
}
