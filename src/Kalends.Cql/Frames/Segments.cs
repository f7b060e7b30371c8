using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Kalends.Cql.Frames;

/// <summary>
/// The outer framing of v5 (its section 2): checked segments of at most 128 KiB around the frames. A frame that does not fit is cut
/// over segments sent in order, so the payloads put end to end are again a stream of frames.
/// </summary>
internal sealed class Segments(bool compressed)
{
    private const int LongestPayload = (1 << 17) - 1;
    private const int TrailerSize = sizeof(uint);
    private const int CrcSize = 3;

    private int LengthsSize => compressed ? 5 : 3;

    private int HeaderSize => LengthsSize + CrcSize;

    /// <summary>Wraps frames that are whole.</summary>
    public void Wrap(ReadOnlySpan<byte> frames, WireWriter target)
    {
        var selfContained = frames.Length <= LongestPayload;
        while (!frames.IsEmpty)
        {
            var payload = frames[..Math.Min(LongestPayload, frames.Length)];
            WrapOne(payload, selfContained, target);
            frames = frames[payload.Length..];
        }
    }

    /// <summary>Takes one segment off the front and appends its payload; false while the segment is not whole.</summary>
    public bool TryUnwrap(ref ReadOnlySequence<byte> arrived, IBufferWriter<byte> target)
    {
        if (arrived.Length < HeaderSize) return false;
        Span<byte> header = stackalloc byte[HeaderSize];
        arrived.Slice(0, HeaderSize).CopyTo(header);
        if (Crc24.Of(header[..LengthsSize]) != ReadCrc24(header[LengthsSize..]))
            throw new MalformedFrameException("A segment's header does not match its checksum.");

        var lengths = ReadLengths(header);
        var wireLength = (int)(lengths & LongestPayload);
        if (arrived.Length < HeaderSize + wireLength + TrailerSize) return false;
        var inflatedLength = compressed ? (int)((lengths >> 17) & LongestPayload) : 0;
        Span<byte> trailer = stackalloc byte[TrailerSize];
        arrived.Slice(HeaderSize + wireLength, TrailerSize).CopyTo(trailer);
        var payload = arrived.Slice(HeaderSize, wireLength).ToArray();
        if (Crc32.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(trailer))
            throw new MalformedFrameException("A segment's payload does not match its checksum.");
        Unpack(payload, inflatedLength, target);
        arrived = arrived.Slice(HeaderSize + wireLength + TrailerSize);
        return true;
    }

    private void WrapOne(ReadOnlySpan<byte> payload, bool selfContained, WireWriter target)
    {
        var start = target.Length;
        target.Reserve(HeaderSize);
        var lengths = (ulong)payload.Length;
        if (compressed)
        {
            var written = LZ4Codec.Encode(payload, target.Reserve(LZ4Codec.MaximumOutputSize(payload.Length)));
            target.Truncate(start + HeaderSize);
            if (written > 0 && written < payload.Length)
            {
                target.Reserve(written);
                lengths = (uint)written | ((ulong)payload.Length << 17);
            }
            else
            {
                target.Write(payload);
            }
        }
        else
        {
            target.Write(payload);
        }
        Seal(target, start, lengths | (selfContained ? 1UL << (compressed ? 34 : 17) : 0));
    }

    private void Seal(WireWriter target, int start, ulong lengths)
    {
        var header = target.At(start, HeaderSize);
        for (var i = 0; i < LengthsSize; i++) header[i] = (byte)(lengths >> (8 * i));
        var crc = Crc24.Of(header[..LengthsSize]);
        for (var i = 0; i < CrcSize; i++) header[LengthsSize + i] = (byte)(crc >> (8 * i));
        var payloadCrc = Crc32.Of(target.Written[(start + HeaderSize)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Reserve(TrailerSize), payloadCrc);
    }

    private static void Unpack(byte[] payload, int inflatedLength, IBufferWriter<byte> target)
    {
        if (inflatedLength == 0)
        {
            target.Write(payload);
            return;
        }
        if (LZ4Codec.Decode(payload, target.GetSpan(inflatedLength)[..inflatedLength]) != inflatedLength)
            throw new MalformedFrameException("A segment's payload does not have its announced length.");
        target.Advance(inflatedLength);
    }

    private ulong ReadLengths(ReadOnlySpan<byte> header)
    {
        var lengths = 0UL;
        for (var i = 0; i < LengthsSize; i++) lengths |= (ulong)header[i] << (8 * i);
        return lengths;
    }

    private static int ReadCrc24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
