using System.Security.Cryptography;
using System.Text;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Partitions;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>
/// The rows by UID of a calendar's partition, as they were read: each holds the ids of all events with the UID, usually one. They are keyed by
/// a hash, as a UID may be of any length; readers compare the UID itself.
/// </summary>
internal sealed class UidRows
{
    private const int HashSize = 16;
    private const int IdSize = 16;

    private readonly Dictionary<string, byte[]> idsByHash;

    private UidRows(Dictionary<string, byte[]> idsByHash) => this.idsByHash = idsByHash;

    public IEnumerable<EventId> Events =>
        idsByHash.Values.SelectMany(ids => ids.Chunk(IdSize)).Select(id => new EventId(new Guid(id, bigEndian: true)));

    public static RowKey Key(string uid) => new(RowKind.Uid, SHA256.HashData(Encoding.UTF8.GetBytes(uid))[..HashSize]);

    public static UidRows Of(IEnumerable<CqlRow> rows) => new(rows
        .Where(row => row.Key().Kind == RowKind.Uid)
        .ToDictionary(row => Name(row.Key()), row => row.Get<byte[]>("state")!));

    public void Add(PartitionBatch batch, Event @event) => Write(batch, @event, (ids, id) => [.. ids, .. id]);

    public void Remove(PartitionBatch batch, Event @event) =>
        Write(batch, @event, (ids, id) => [.. ids.Chunk(IdSize).Where(other => !other.SequenceEqual(id)).SelectMany(other => other)]);

    private void Write(PartitionBatch batch, Event @event, Func<byte[], byte[], byte[]> change)
    {
        RowKey key = Key(@event.ICalUid);
        byte[] ids = change(idsByHash.GetValueOrDefault(Name(key)) ?? [], @event.Id.Value.ToByteArray(bigEndian: true));
        idsByHash[Name(key)] = ids;
        if (ids.Length > 0) batch.Put(key, ids);
        else batch.Delete(key);
    }

    private static string Name(RowKey key) => Convert.ToHexString(key.Id);
}
