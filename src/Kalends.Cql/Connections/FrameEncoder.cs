using Kalends.Cql.Frames;
using Kalends.Cql.Requests;

namespace Kalends.Cql.Connections;

/// <summary>Turns requests into frames in one buffer that is used again and again. Not for two threads at once.</summary>
internal sealed class FrameEncoder(ProtocolVersion version, bool compressed)
{
    // Below this a compressed body is hardly ever shorter.
    private const int ShortestToCompress = 512;
    private const int KeptCapacity = 64 * 1024;

    private readonly WireWriter _plain = new(1024);
    private readonly WireWriter _deflated = new(0);

    /// <summary>The frame's bytes, valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(Request request, short stream)
    {
        _plain.Reset(KeptCapacity);
        _plain.Reserve(FrameHeader.Size);
        request.WriteBody(_plain, version);
        var header = new FrameHeader(
            version, request.IsTraced ? FrameFlags.Tracing : FrameFlags.None, stream, request.Opcode, _plain.Length - FrameHeader.Size);
        if (header.Length > FrameHeader.LongestBody)
            throw new NotSupportedException($"A request of {header.Length} bytes is longer than the protocol's {FrameHeader.LongestBody}.");
        if (compressed && request.Opcode != Opcode.Startup && header.Length >= ShortestToCompress && TryDeflate(header)) return _deflated.Written;
        header.WriteRequest(_plain.At(0, FrameHeader.Size));
        return _plain.Written;
    }

    private bool TryDeflate(FrameHeader header)
    {
        _deflated.Reset(KeptCapacity);
        _deflated.Reserve(FrameHeader.Size);
        if (!Lz4Body.TryDeflate(_plain.Written[FrameHeader.Size..], _deflated)) return false;
        var deflated = header with { Flags = header.Flags | FrameFlags.Compressed, Length = _deflated.Length - FrameHeader.Size };
        deflated.WriteRequest(_deflated.At(0, FrameHeader.Size));
        return true;
    }
}
