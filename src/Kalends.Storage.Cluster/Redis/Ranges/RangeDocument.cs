using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Documents;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Redis.Ranges;

/// <summary>
/// A page as bytes: 1 sequence, 2 whether items follow, 3 and 4 where series are covered (seconds since 1970), 5 each unprojected event,
/// 6 the items of each event: 1 its id, 2 they, as in a bucket.
/// </summary>
internal static class RangeDocument
{
    private static readonly IReadOnlyDictionary<Face, Guid> NoLargeFaces = ImmutableDictionary<Face, Guid>.Empty;

    public static byte[] Encode(OccurrencePage page)
    {
        var writer = new FieldWriter();
        writer.Integer(1, page.Sequence);
        writer.Flag(2, page.HasMore);
        if (page.Covered.HasStart) writer.Integer(3, page.Covered.Start.ToUnixTimeSeconds());
        if (page.Covered.HasEnd) writer.Integer(4, page.Covered.End.ToUnixTimeSeconds());
        foreach (EventId @event in page.Unprojected) writer.Identifier(5, @event.Value);
        foreach (var items in page.Items.GroupBy(item => item.EventId))
        {
            int begun = writer.Begin(6);
            writer.Identifier(1, items.Key.Value);
            writer.Bytes(2, BucketDocument.Encode([.. items], NoLargeFaces));
            writer.End(begun);
        }
        return writer.ToArray();
    }

    /// <exception cref="StorageException">The bytes are damaged.</exception>
    public static OccurrencePage Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        (long sequence, bool hasMore, Instant? start, Instant? end) = (0, false, null, null);
        var unprojected = ImmutableArray.CreateBuilder<EventId>();
        var items = new List<Occurrence>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: sequence = fields.Integer; break;
                case 2: hasMore = fields.Integer != 0; break;
                case 3: start = Instant.FromUnixTimeSeconds(fields.Integer); break;
                case 4: end = Instant.FromUnixTimeSeconds(fields.Integer); break;
                case 5: unprojected.Add(new EventId(fields.Identifier)); break;
                case 6: items.AddRange(ReadItems(fields.Record)); break;
            }
        items.Sort(OccurrenceOrder.Instance);
        return new OccurrencePage
        {
            Items = [.. CollectionsMarshal.AsSpan(items)], HasMore = hasMore, Covered = new Interval(start, end),
            Unprojected = unprojected.DrainToImmutable(), Sequence = sequence,
        };
    }

    private static ImmutableArray<Occurrence> ReadItems(FieldReader fields)
    {
        (Guid @event, byte[] items) = (Guid.Empty, []);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: @event = fields.Identifier; break;
                case 2: items = fields.Bytes.ToArray(); break;
            }
        return BucketDocument.Decode(items, new EventId(@event), _ => throw new StorageException("A kept range points at a face elsewhere."));
    }
}
