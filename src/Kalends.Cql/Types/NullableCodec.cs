using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A value type that may be NULL.</summary>
internal sealed class NullableCodec<T>(CqlCodec<T> inner) : CqlCodec<T?>
    where T : struct
{
    internal override CqlType AssumedType => inner.AssumedType;

    internal override bool Accepts(CqlType type) => inner.Accepts(type);

    internal override void Write(WireWriter writer, T? value, CqlType type) => inner.Write(writer, value.GetValueOrDefault(), type);

    internal override T? Read(ReadOnlySpan<byte> bytes, CqlType type) => inner.Read(bytes, type);

    internal override bool AllowsEmpty => inner.AllowsEmpty;
}
