using System.Collections.Immutable;
using Kalends.Storage.Documents;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>The projection that readers see.</summary>
/// <param name="Id">In the keys of its rows; each attempt to make a projection has its own.</param>
/// <param name="Generation">The revision it was made from.</param>
/// <param name="Tzdb">What resolved its wall times.</param>
internal sealed record SeenProjection(Guid Id, long Generation, string Tzdb)
{
    /// <summary>Of a series.</summary>
    public Interval? Window { get; init; }

    /// <summary>The buckets its rows lie in.</summary>
    public ImmutableArray<int> Buckets { get; init; } = [];

    /// <summary>How many of its faces are too large for its rows.</summary>
    public int LargeFaces { get; init; }

    public IEnumerable<int> Months => Buckets.Where(bucket => bucket != Occurrences.Buckets.LongSpans);

    public void Write(FieldWriter writer, int number)
    {
        int begun = writer.Begin(number);
        writer.Identifier(1, Id);
        writer.Integer(2, Generation);
        writer.Text(3, Tzdb);
        if (Window is { } window)
        {
            writer.Integer(4, window.Start.ToUnixTimeSeconds());
            writer.Integer(5, window.End.ToUnixTimeSeconds());
        }
        foreach (int bucket in Buckets) writer.Integer(6, bucket);
        if (LargeFaces > 0) writer.Integer(7, LargeFaces);
        writer.End(begun);
    }

    public static SeenProjection Read(FieldReader fields)
    {
        (Guid id, long generation, string tzdb, int faces) = (Guid.Empty, 0, "", 0);
        (Instant? start, Instant? end) = (null, null);
        var buckets = ImmutableArray.CreateBuilder<int>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: id = fields.Identifier; break;
                case 2: generation = fields.Integer; break;
                case 3: tzdb = fields.Text; break;
                case 4: start = Instant.FromUnixTimeSeconds(fields.Integer); break;
                case 5: end = Instant.FromUnixTimeSeconds(fields.Integer); break;
                case 6: buckets.Add((int)fields.Integer); break;
                case 7: faces = (int)fields.Integer; break;
            }
        return new SeenProjection(id, generation, tzdb)
        {
            Window = start is { } from ? new Interval(from, end) : null, Buckets = buckets.DrainToImmutable(), LargeFaces = faces,
        };
    }
}
