using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A count and that many [bytes] (v4 specification, section 6.11).</summary>
internal sealed class ListCodec<T>(CqlCodec<T> element) : CqlCodec<IReadOnlyList<T>>
{
    internal override CqlType AssumedType => new CqlType.List(element.AssumedType);

    internal override bool Accepts(CqlType type) => ElementOf(type) is { } elementType && element.Accepts(elementType);

    internal override void Write(WireWriter writer, IReadOnlyList<T> value, CqlType type)
    {
        var elementType = ElementOf(type)!;
        writer.WriteInt(value.Count);
        foreach (var item in value) element.WriteValue(writer, item, elementType);
    }

    internal override IReadOnlyList<T> Read(ReadOnlySpan<byte> bytes, CqlType type)
    {
        var elementType = ElementOf(type)!;
        var reader = new WireReader(bytes);
        var items = new T[reader.CountOf(reader.ReadInt(), bytesEach: sizeof(int))];
        for (var i = 0; i < items.Length; i++) items[i] = element.ReadValue(ref reader, elementType)!;
        return items;
    }

    internal override bool TryReadNull(out IReadOnlyList<T> value)
    {
        value = [];
        return true;
    }

    // A set's bytes are a list's bytes, so a set may be read in its order.
    private static CqlType? ElementOf(CqlType type) => type switch
    {
        CqlType.List list => list.Element,
        CqlType.Set set => set.Element,
        _ => null,
    };
}
