using System.Collections.Immutable;
using Kalends.Cql;

namespace Kalends.Storage.Cluster.Cassandra.Documents;

/// <summary>
/// Bytes under an id that is drawn for them: written once, before anything points at them, and never changed. What is never pointed at,
/// because its writer lost a race and died, lies unseen.
/// </summary>
internal sealed class DocumentStore(CassandraDatabase database)
{
    private const int PartSize = 64 * 1024;
    private const int LargestList = 50;

    private static readonly Cql Insert = new("INSERT INTO documents (document_id, part, data) VALUES (?, ?, ?)");
    private static readonly Cql Select = new("SELECT document_id, part, data FROM documents WHERE document_id IN ?");
    private static readonly Cql DeleteOne = new("DELETE FROM documents WHERE document_id = ?");
    private static readonly CqlCodec<IReadOnlyList<Guid>> Ids = CqlCodec.ListOf(CqlCodec.Of<Guid>());

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Select, DeleteOne];

    public Task Write(Guid id, byte[] document, CancellationToken cancellation) =>
        Task.WhenAll(document.Chunk(PartSize).Select((data, part) =>
            database.Run(database.Bind(Insert).Value(id).Value(part).Value(data), cancellation)));

    /// <summary>Those of the ids that are there.</summary>
    public async Task<IReadOnlyDictionary<Guid, byte[]>> Read(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(ids.Distinct().Chunk(LargestList).Select(some =>
            database.Run(database.Bind(Select).Value<IReadOnlyList<Guid>>(some, Ids), cancellation)));
        return results.SelectMany(rows => rows).GroupBy(row => row.Get<Guid>(0)).ToDictionary(parts => parts.Key, Join);
    }

    public Task Delete(IEnumerable<Guid> ids, CancellationToken cancellation) =>
        Task.WhenAll(ids.Select(id => database.Run(database.Bind(DeleteOne).Value(id), cancellation)));

    private static byte[] Join(IEnumerable<CqlRow> parts) =>
        [.. parts.OrderBy(row => row.Get<int>(1)).SelectMany(row => row.Get<byte[]>(2)!)];
}
