using System.Collections.Frozen;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A count and that many [bytes] (v4 specification, section 6.13).</summary>
internal sealed class SetCodec<T>(CqlCodec<T> element) : CqlCodec<IReadOnlySet<T>>
{
    internal override CqlType AssumedType => new CqlType.Set(element.AssumedType);

    internal override bool Accepts(CqlType type) => type is CqlType.Set set && element.Accepts(set.Element);

    internal override void Write(WireWriter writer, IReadOnlySet<T> value, CqlType type)
    {
        var elementType = ((CqlType.Set)type).Element;
        writer.WriteInt(value.Count);
        foreach (var item in value) element.WriteValue(writer, item, elementType);
    }

    internal override IReadOnlySet<T> Read(ReadOnlySpan<byte> bytes, CqlType type)
    {
        var elementType = ((CqlType.Set)type).Element;
        var reader = new WireReader(bytes);
        var count = reader.CountOf(reader.ReadInt(), bytesEach: sizeof(int));
        var items = new HashSet<T>(count);
        for (var i = 0; i < count; i++) items.Add(element.ReadValue(ref reader, elementType)!);
        return items;
    }

    internal override bool TryReadNull(out IReadOnlySet<T> value)
    {
        value = FrozenSet<T>.Empty;
        return true;
    }
}
