using System.Buffers;

namespace Kalends.Cql.Frames;

/// <summary>One whole response. The body is the frame's own array: rows point into it for as long as they are used.</summary>
internal readonly record struct Frame(FrameHeader Header, byte[] Body)
{
    /// <summary>Takes one frame off the front of what has arrived, or leaves it untouched while the frame is not whole.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> arrived, out Frame frame)
    {
        frame = default;
        if (arrived.Length < FrameHeader.Size) return false;
        Span<byte> first = stackalloc byte[FrameHeader.Size];
        arrived.Slice(0, FrameHeader.Size).CopyTo(first);
        var header = FrameHeader.ReadResponse(first);
        // The array is made only once the body is here: a giant announced length costs nothing.
        if (arrived.Length - FrameHeader.Size < header.Length) return false;

        var body = header.Length == 0 ? [] : GC.AllocateUninitializedArray<byte>(header.Length);
        arrived.Slice(FrameHeader.Size, header.Length).CopyTo(body);
        arrived = arrived.Slice(FrameHeader.Size + header.Length);
        frame = new Frame(header, body);
        return true;
    }

    /// <summary>The same frame with its body as it was before compression (section 5).</summary>
    public Frame Inflate() => (Header.Flags & FrameFlags.Compressed) == 0
        ? this
        : Inflated(Lz4Body.Inflate(Body));

    private Frame Inflated(byte[] body) =>
        new(Header with { Flags = Header.Flags & ~FrameFlags.Compressed, Length = body.Length }, body);
}
