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
    private readonly Dictionary<string, RowKey> changed = [];

    private UidRows(Dictionary<string, byte[]> idsByHash) => this.idsByHash = idsByHash;

    public IEnumerable<EventId> Events =>
        idsByHash.Values.SelectMany(ids => ids.Chunk(IdSize)).Select(id => new EventId(new Guid(id, bigEndian: true)));

    public static RowKey Key(string uid) => new(RowKind.Uid, SHA256.HashData(Encoding.UTF8.GetBytes(uid))[..HashSize]);

    public static UidRows Of(IEnumerable<CqlRow> rows) => new(rows
        .Where(row => row.Key().Kind == RowKind.Uid)
        .ToDictionary(row => Name(row.Key()), row => row.Get<byte[]>("state")!));

    public void Add(Event @event) => Change(@event, (ids, id) => [.. ids, .. id]);

    public void Remove(Event @event) =>
        Change(@event, (ids, id) => [.. ids.Chunk(IdSize).Where(other => !other.SequenceEqual(id)).SelectMany(other => other)]);

    /// <summary>Writes each changed row once: of two writes of a row in one batch, the greater bytes would stand, not the later.</summary>
    public void WriteTo(PartitionBatch batch)
    {
        foreach ((string name, RowKey key) in changed)
            if (idsByHash[name] is { Length: > 0 } ids) batch.Put(key, ids);
            else batch.Delete(key);
    }

    private void Change(Event @event, Func<byte[], byte[], byte[]> change)
    {
        RowKey key = Key(@event.ICalUid);
        string name = Name(key);
        idsByHash[name] = change(idsByHash.GetValueOrDefault(name) ?? [], @event.Id.Value.ToByteArray(bigEndian: true));
        changed[name] = key;
    }

    private static string Name(RowKey key) => Convert.ToHexString(key.Id);
}
