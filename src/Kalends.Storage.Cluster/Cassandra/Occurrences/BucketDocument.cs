using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Documents;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Occurrences of one event as bytes: 1 each face, or 2 where in the document store it lies; then 3 each occurrence: 1 the number of its
/// face, 2 id, 3 start, 4 seconds to its end, 5 and 6 offsets, 7 seconds from its start to the original, 8 the original's offset.
/// </summary>
internal static class BucketDocument
{
    /// <param name="occurrences">Of one event.</param>
    /// <param name="largeFaces">Where faces lie that are too large.</param>
    public static byte[] Encode(IReadOnlyCollection<Occurrence> occurrences, IReadOnlyDictionary<Face, Guid> largeFaces)
    {
        var writer = new FieldWriter();
        var numbers = new Dictionary<Face, int>(ReferenceEqualityComparer.Instance);
        foreach (Occurrence occurrence in occurrences)
        {
            if (!numbers.TryGetValue(occurrence.Face, out int number))
            {
                numbers.Add(occurrence.Face, number = numbers.Count);
                WriteFace(writer, occurrence.Face, largeFaces);
            }
            Write(writer, occurrence, number);
        }
        return writer.ToArray();
    }

    /// <summary>The faces in the document store that the bytes point to.</summary>
    public static IEnumerable<Guid> LargeFacesIn(byte[] document)
    {
        var found = new List<Guid>();
        FieldReader fields = FieldReader.Open(document);
        while (fields.Next())
            if (fields.Number == 2) found.Add(fields.Identifier);
        return found;
    }

    public static ImmutableArray<Occurrence> Decode(byte[] document, EventId @event, Func<Guid, Face> findLarge)
    {
        FieldReader fields = FieldReader.Open(document);
        var faces = new List<Face>();
        var occurrences = ImmutableArray.CreateBuilder<Occurrence>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: faces.Add(FaceDocument.Decode(fields.Bytes)); break;
                case 2: faces.Add(findLarge(fields.Identifier)); break;
                case 3: occurrences.Add(Read(fields.Record, @event, faces)); break;
            }
        return occurrences.DrainToImmutable();
    }

    private static void WriteFace(FieldWriter writer, Face face, IReadOnlyDictionary<Face, Guid> largeFaces)
    {
        if (largeFaces.TryGetValue(face, out Guid id)) writer.Identifier(2, id);
        else writer.Bytes(1, FaceDocument.Encode(face));
    }

    private static void Write(FieldWriter writer, Occurrence occurrence, int face)
    {
        OccurrenceTimes times = occurrence.Times;
        int begun = writer.Begin(3);
        writer.Integer(1, face);
        writer.Identifier(2, occurrence.Id.Value);
        writer.Integer(3, times.StartSeconds);
        writer.Integer(4, times.EndSeconds - times.StartSeconds);
        writer.Integer(5, times.StartOffsetSeconds);
        writer.Integer(6, times.EndOffsetSeconds);
        writer.Integer(7, times.OriginalSeconds - times.StartSeconds);
        writer.Integer(8, times.OriginalOffsetSeconds);
        writer.End(begun);
    }

    private static Occurrence Read(FieldReader fields, EventId @event, List<Face> faces)
    {
        (int face, Guid id, long start, long length) = (0, Guid.Empty, 0, 0);
        (int startOffset, int endOffset, long original, int originalOffset) = (0, 0, 0, 0);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: face = (int)fields.Integer; break;
                case 2: id = fields.Identifier; break;
                case 3: start = fields.Integer; break;
                case 4: length = fields.Integer; break;
                case 5: startOffset = (int)fields.Integer; break;
                case 6: endOffset = (int)fields.Integer; break;
                case 7: original = fields.Integer; break;
                case 8: originalOffset = (int)fields.Integer; break;
            }
        var times = new OccurrenceTimes
        {
            StartSeconds = start, EndSeconds = start + length, OriginalSeconds = start + original,
            StartOffsetSeconds = startOffset, EndOffsetSeconds = endOffset, OriginalOffsetSeconds = originalOffset,
        };
        return new Occurrence(new OccurrenceId(id), @event, times, faces[face]);
    }
}
