using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A codec that is two functions. The first of the types is the assumed one.</summary>
internal sealed class ScalarCodec<T>(Action<WireWriter, T> write, ScalarCodec<T>.Decode read, params CqlType[] types) : CqlCodec<T>
{
    internal delegate T Decode(ReadOnlySpan<byte> bytes);

    public bool EmptyHasMeaning { get; init; }

    internal override CqlType AssumedType => types[0];

    internal override bool AllowsEmpty => EmptyHasMeaning;

    internal override bool Accepts(CqlType type)
    {
        // Scalars are singletons, so identity is enough; a server's own types are bytes.
        foreach (var accepted in types)
            if (ReferenceEquals(accepted, type)) return true;
        return type is CqlType.Custom && ReferenceEquals(types[0], CqlType.Blob);
    }

    internal override void Write(WireWriter writer, T value, CqlType type) => write(writer, value);

    internal override T Read(ReadOnlySpan<byte> bytes, CqlType type) => read(bytes);
}
