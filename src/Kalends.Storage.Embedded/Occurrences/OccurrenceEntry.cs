using System.Buffers.Binary;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// An occurrence as it is stored: one run of bytes, so that a row is one column to read, and in the order of occurrences as it stands, so
/// that the table is clustered by it. Big-endian: start + 2^62 (8 bytes), id (16), face (8), flags (1), end (8), original start (8), then
/// the offsets of start, end and original start (4 each).
/// </summary>
/// <param name="Id">Of the occurrence.</param>
/// <param name="Times">When.</param>
/// <param name="Face">Key of its face.</param>
/// <param name="Flags">Of <see cref="Cancelled"/> and <see cref="Transparent"/>.</param>
internal readonly record struct OccurrenceEntry(OccurrenceId Id, OccurrenceTimes Times, long Face, byte Flags)
{
    public const int Size = 61;

    /// <summary>Flags.</summary>
    public const byte Cancelled = 1, Transparent = 2;

    /// <summary>Makes every start positive, so that bytes sort as numbers do.</summary>
    public const long Bias = 1L << 62;

    private const int IdAt = 8, FaceAt = 24, FlagsAt = 32, EndAt = 33, OriginalAt = 41, OffsetsAt = 49;

    public OccurrenceEntry(Occurrence occurrence, long face) : this(occurrence.Id, occurrence.Times, face, FlagsOf(occurrence.Face)) { }

    public static OccurrenceEntry Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new StorageException("A stored occurrence is damaged.");
        var times = new OccurrenceTimes
        {
            StartSeconds = BinaryPrimitives.ReadInt64BigEndian(bytes) - Bias,
            EndSeconds = BinaryPrimitives.ReadInt64BigEndian(bytes[EndAt..]),
            OriginalSeconds = BinaryPrimitives.ReadInt64BigEndian(bytes[OriginalAt..]),
            StartOffsetSeconds = BinaryPrimitives.ReadInt32BigEndian(bytes[OffsetsAt..]),
            EndOffsetSeconds = BinaryPrimitives.ReadInt32BigEndian(bytes[(OffsetsAt + 4)..]),
            OriginalOffsetSeconds = BinaryPrimitives.ReadInt32BigEndian(bytes[(OffsetsAt + 8)..]),
        };
        var id = new OccurrenceId(new Guid(bytes.Slice(IdAt, 16), bigEndian: true));
        return new OccurrenceEntry(id, times, BinaryPrimitives.ReadInt64BigEndian(bytes[FaceAt..]), bytes[FlagsAt]);
    }

    /// <param name="to">Of <see cref="Size"/>.</param>
    public void Write(Span<byte> to)
    {
        WriteStart(to, Times.StartSeconds);
        Id.Value.TryWriteBytes(to[IdAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(to[FaceAt..], Face);
        to[FlagsAt] = Flags;
        BinaryPrimitives.WriteInt64BigEndian(to[EndAt..], Times.EndSeconds);
        BinaryPrimitives.WriteInt64BigEndian(to[OriginalAt..], Times.OriginalSeconds);
        BinaryPrimitives.WriteInt32BigEndian(to[OffsetsAt..], Times.StartOffsetSeconds);
        BinaryPrimitives.WriteInt32BigEndian(to[(OffsetsAt + 4)..], Times.EndOffsetSeconds);
        BinaryPrimitives.WriteInt32BigEndian(to[(OffsetsAt + 8)..], Times.OriginalOffsetSeconds);
    }

    /// <summary>What sorts right before every entry that starts then; 8 bytes.</summary>
    public static void WriteStart(Span<byte> to, long seconds) => BinaryPrimitives.WriteInt64BigEndian(to, seconds + Bias);

    /// <summary>What sorts right behind every entry of this start and id, whatever its face; how many bytes it is.</summary>
    public static int WriteBehind(Span<byte> to, long seconds, OccurrenceId id)
    {
        WriteStart(to, seconds);
        id.Value.TryWriteBytes(to[IdAt..], bigEndian: true, out _);
        to[FaceAt] = byte.MaxValue; // no face has a key as large
        return FaceAt + 1;
    }

    /// <summary>Whether it shares time with [from, to), given that it starts before the end.</summary>
    public bool Reaches(long from) => Times.EndSeconds > from || Times.StartSeconds >= from;

    private static byte FlagsOf(Face face) => (byte)(
        (face.Status == EventStatus.Cancelled ? Cancelled : 0) | (face.Transparency == Domain.Events.Transparency.Transparent ? Transparent : 0));
}
