using System.Buffers.Binary;

namespace Kalends.Cql.Frames;

/// <summary>The nine bytes before every body (v4 specification, section 2).</summary>
internal readonly record struct FrameHeader(ProtocolVersion Version, FrameFlags Flags, short Stream, Opcode Opcode, int Length)
{
    public const int Size = 9;

    /// <summary>The protocol's own limit of a body, 256 MB (section 2.5).</summary>
    public const int LongestBody = 256 * 1024 * 1024;

    /// <summary>Stream of what the server sends unasked (section 2.3).</summary>
    public const short EventStream = -1;

    private const byte ResponseBit = 0x80;

    public static FrameHeader ReadResponse(ReadOnlySpan<byte> bytes)
    {
        if ((bytes[0] & ResponseBit) == 0) throw new MalformedFrameException("A request came where a response belongs.");
        var header = Read(bytes);
        if (header.Length is < 0 or > LongestBody)
            throw new MalformedFrameException($"A body of {header.Length} bytes is announced; the protocol's limit is {LongestBody}.");
        if (!IsResponse(header.Opcode)) throw new MalformedFrameException($"Opcode 0x{(byte)header.Opcode:X2} is not a response.");
        return header;
    }

    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        (ProtocolVersion)(bytes[0] & ~ResponseBit),
        (FrameFlags)bytes[1],
        BinaryPrimitives.ReadInt16BigEndian(bytes[2..]),
        (Opcode)bytes[4],
        BinaryPrimitives.ReadInt32BigEndian(bytes[5..]));

    public void WriteRequest(Span<byte> bytes) => Write(bytes, (byte)Version);

    public void WriteResponse(Span<byte> bytes) => Write(bytes, (byte)((byte)Version | ResponseBit));

    private void Write(Span<byte> bytes, byte version)
    {
        bytes[0] = version;
        bytes[1] = (byte)Flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], Stream);
        bytes[4] = (byte)Opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Length);
    }

    private static bool IsResponse(Opcode opcode) => opcode
        is Opcode.Error or Opcode.Ready or Opcode.Authenticate or Opcode.Supported or Opcode.Result
        or Opcode.Event or Opcode.AuthChallenge or Opcode.AuthSuccess;
}
