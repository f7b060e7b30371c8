using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Kalends.Cql.Frames;

/// <summary>Bodies compressed by LZ4: the inflated length as four bytes, then one block (v4 specification, section 5).</summary>
internal static class Lz4Body
{
    private const int LengthPrefix = sizeof(int);

    public static byte[] Inflate(ReadOnlySpan<byte> body)
    {
        if (body.Length < LengthPrefix) throw new MalformedFrameException("A compressed body is shorter than its length prefix.");
        var length = BinaryPrimitives.ReadInt32BigEndian(body);
        if (length is < 0 or > FrameHeader.LongestBody)
            throw new MalformedFrameException($"A compressed body announces {length} bytes.");
        if (length == 0) return [];
        // LZ4 cannot shrink by more than 255 to one, so a small body that promises a huge one is a lie.
        if (length > (body.Length - LengthPrefix) * 255L) throw new MalformedFrameException("A compressed body announces more than it can hold.");
        var inflated = GC.AllocateUninitializedArray<byte>(length);
        if (LZ4Codec.Decode(body[LengthPrefix..], inflated) != length)
            throw new MalformedFrameException("A compressed body does not have its announced length.");
        return inflated;
    }

    /// <summary>Appends the compressed body, or nothing (false) where compression would not make it shorter.</summary>
    public static bool TryDeflate(ReadOnlySpan<byte> body, WireWriter target)
    {
        var start = target.Length;
        target.WriteInt(body.Length);
        var room = target.Reserve(LZ4Codec.MaximumOutputSize(body.Length));
        var written = LZ4Codec.Encode(body, room);
        if (written <= 0 || written + LengthPrefix >= body.Length)
        {
            target.Truncate(start);
            return false;
        }
        target.Truncate(start + LengthPrefix + written);
        return true;
    }
}
