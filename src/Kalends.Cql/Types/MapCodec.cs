using System.Collections.Frozen;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A count and that many pairs of [bytes] (v4 specification, section 6.12).</summary>
internal sealed class MapCodec<TKey, TValue>(CqlCodec<TKey> key, CqlCodec<TValue> value) : CqlCodec<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override CqlType AssumedType => new CqlType.Map(key.AssumedType, value.AssumedType);

    internal override bool Accepts(CqlType type) => type is CqlType.Map map && key.Accepts(map.Key) && value.Accepts(map.Value);

    internal override void Write(WireWriter writer, IReadOnlyDictionary<TKey, TValue> entries, CqlType type)
    {
        var map = (CqlType.Map)type;
        writer.WriteInt(entries.Count);
        foreach (var entry in entries)
        {
            key.WriteValue(writer, entry.Key, map.Key);
            value.WriteValue(writer, entry.Value, map.Value);
        }
    }

    internal override IReadOnlyDictionary<TKey, TValue> Read(ReadOnlySpan<byte> bytes, CqlType type)
    {
        var map = (CqlType.Map)type;
        var reader = new WireReader(bytes);
        var count = reader.CountOf(reader.ReadInt(), bytesEach: 2 * sizeof(int));
        var entries = new Dictionary<TKey, TValue>(count);
        for (var i = 0; i < count; i++)
        {
            var entryKey = key.ReadValue(ref reader, map.Key) ?? throw new MalformedFrameException("A map has a null key.");
            entries[entryKey] = value.ReadValue(ref reader, map.Value)!;
        }
        return entries;
    }

    internal override bool TryReadNull(out IReadOnlyDictionary<TKey, TValue> entries)
    {
        entries = FrozenDictionary<TKey, TValue>.Empty;
        return true;
    }
}
