using System.Collections.Immutable;
using System.Security.Cryptography;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Documents;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>An attempt to make a projection, with the rows it is to have.</summary>
internal sealed class PreparedProjection
{
    private const int LargeFace = 2048;
    private const int PartSize = 500;

    public PreparedProjection(Projection projection)
    {
        Projection = projection;
        LargeFaces = projection.Occurrences.Select(occurrence => occurrence.Face).Distinct()
            .Where(face => face.Title.Length + face.Description.Length + face.Location.Length > LargeFace)
            .Select((face, number) => (face, Id: FaceId(Id, number))).ToDictionary(pair => pair.face, pair => pair.Id);
        Rows = [.. projection.Occurrences
            .SelectMany(occurrence => Buckets.Of(occurrence.Times).Select(bucket => (bucket, occurrence)))
            .GroupBy(pair => pair.bucket, pair => pair.occurrence)
            .SelectMany(bucket => bucket.Chunk(PartSize).Select((some, part) =>
                new BucketRow(bucket.Key, part, BucketDocument.Encode(some, LargeFaces))))];
    }

    public Projection Projection { get; }

    public Guid Id { get; } = FreshId.Make();

    public IReadOnlyDictionary<Face, Guid> LargeFaces { get; }

    public ImmutableArray<BucketRow> Rows { get; }

    /// <summary>What readers are to see.</summary>
    public SeenProjection Seen => new(Id, Projection.Generation, Projection.Tzdb)
    {
        Window = Projection.Window, Buckets = [.. Rows.Select(row => row.Bucket).Distinct()], LargeFaces = LargeFaces.Count,
    };

    /// <summary>Where a projection's large faces lie.</summary>
    public static IEnumerable<Guid> FaceIds(SeenProjection seen) =>
        Enumerable.Range(0, seen.LargeFaces).Select(number => FaceId(seen.Id, number));

    public static byte[] Encode(Face face) => FaceDocument.Encode(face);

    private static Guid FaceId(Guid projection, int number)
    {
        byte[] hash = SHA256.HashData([.. projection.ToByteArray(), .. BitConverter.GetBytes(number)]);
        return new Guid(hash.AsSpan(0, 16));
    }
}

/// <summary>Some of a projection's occurrences in one bucket.</summary>
internal sealed record BucketRow(int Bucket, int Part, byte[] Data);
