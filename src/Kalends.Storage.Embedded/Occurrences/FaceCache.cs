using System.Collections.Concurrent;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// Decoded faces by key, so that sibling occurrences, and later reads, share one instance. A key never means another face, so nothing is
/// ever invalid. Bounded by weight: when the young half is full it becomes the old one, and what was old and not asked for since is dropped.
/// </summary>
/// <param name="capacity">Bytes, roughly.</param>
internal sealed class FaceCache(long capacity)
{
    private static readonly Sql Select = new("SELECT event_id, document FROM faces WHERE face_key = ?1");
    private readonly Lock turning = new();
    private volatile ConcurrentDictionary<long, FaceEntry> young = new();
    private volatile ConcurrentDictionary<long, FaceEntry> old = new();
    private long room = capacity / 2;

    public FaceEntry Get(Connection connection, long key)
    {
        if (young.TryGetValue(key, out FaceEntry? entry)) return entry;
        if (!old.TryGetValue(key, out entry)) entry = Load(connection, key);
        FaceEntry kept = young.GetOrAdd(key, entry);
        if (ReferenceEquals(kept, entry) && Interlocked.Add(ref room, -entry.Weight) <= 0) Turn();
        return kept;
    }

    private void Turn()
    {
        lock (turning)
        {
            if (Volatile.Read(ref room) > 0) return;
            old = young;
            young = new();
            Volatile.Write(ref room, capacity / 2);
        }
    }

    private static FaceEntry Load(Connection connection, long key)
    {
        using Statement row = connection.Use(Select).Bind(1, key);
        if (!row.Step()) throw new StorageException("An occurrence has no face.");
        ReadOnlySpan<byte> document = row.Bytes(1);
        return new FaceEntry(new EventId(row.Identifier(0)), FaceDocument.Decode(document), FaceEntry.WeightOf(document.Length));
    }
}

/// <summary>A face, the event it belongs to, and about how many bytes of memory it takes.</summary>
internal sealed record FaceEntry(EventId EventId, Face Face, int Weight)
{
    // Two bytes a character, one more for the JSON that readers make of it; the rest of that JSON and the objects themselves.
    public static int WeightOf(int documentLength) => 900 + (3 * documentLength);
}
