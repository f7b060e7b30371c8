using System.Buffers.Binary;
using Kalends.Storage.Occurrences;
using ZiggyCreatures.Caching.Fusion.Internals;
using ZiggyCreatures.Caching.Fusion.Internals.Distributed;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace Kalends.Storage.Cluster.Redis.Ranges;

/// <summary>A page as FusionCache keeps it in Redis: when it was made and ends (eight bytes each, its own ticks), then the page.</summary>
internal sealed class RangeSerializer : IFusionCacheSerializer
{
    private const int HeadLength = 16;

    public byte[] Serialize<T>(T? obj)
    {
        if (obj is not FusionCacheDistributedEntry<OccurrencePage> { Value: { } page } entry)
            throw new NotSupportedException("Only pages of ranges are kept.");
        byte[] document = RangeDocument.Encode(page);
        byte[] bytes = new byte[HeadLength + document.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, entry.Timestamp);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), entry.LogicalExpirationTimestamp);
        document.CopyTo(bytes, HeadLength);
        return bytes;
    }

    public T? Deserialize<T>(byte[] data)
    {
        if (data.Length < HeadLength) throw new StorageException("A kept range is damaged.");
        var metadata = new FusionCacheEntryMetadata(false, null, null, null, SharedRanges.SizeOf(data.Length), null);
        object entry = new FusionCacheDistributedEntry<OccurrencePage>(
            RangeDocument.Decode(data.AsSpan(HeadLength)),
            BinaryPrimitives.ReadInt64LittleEndian(data),
            BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(8)),
            null,
            metadata);
        return (T)entry;
    }

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => ValueTask.FromResult(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => ValueTask.FromResult(Deserialize<T>(data));
}
