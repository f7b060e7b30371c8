using Kalends.Cql.Frames;

namespace Kalends.Cql.Responses;

/// <summary>A response; with its extras, where it has any.</summary>
internal readonly record struct Answer(Response Response, Extras? Extras)
{
    private const FrameFlags HasExtras = FrameFlags.Tracing | FrameFlags.Warning | FrameFlags.CustomPayload;

    /// <exception cref="MalformedFrameException">The body is not what its header says.</exception>
    public static Answer Read(Frame frame)
    {
        var (header, body) = frame.Inflate();
        var reader = new WireReader(body);
        var extras = (header.Flags & HasExtras) == 0 ? null : ReadExtras(ref reader, header.Flags);
        return new Answer(ReadResponse(ref reader, header, body), extras);
    }

    private static Extras ReadExtras(ref WireReader reader, FrameFlags flags)
    {
        Guid? tracingId = (flags & FrameFlags.Tracing) != 0 ? reader.ReadUuid() : null;
        IReadOnlyList<string> warnings = (flags & FrameFlags.Warning) != 0 ? reader.ReadStringList() : [];
        if ((flags & FrameFlags.CustomPayload) != 0) reader.SkipBytesMap();
        return new Extras(tracingId, warnings);
    }

    private static Response ReadResponse(ref WireReader reader, FrameHeader header, byte[] body) => header.Opcode switch
    {
        Opcode.Result => ReadResult(ref reader, header.Version, body),
        Opcode.Error => ErrorResponse.Read(ref reader, header.Version),
        Opcode.Ready => ReadyResponse.Instance,
        Opcode.Authenticate => new AuthenticateResponse(reader.ReadString()),
        Opcode.Supported => new SupportedResponse(reader.ReadStringMultimap()),
        Opcode.Event => EventResponse.Read(ref reader),
        Opcode.AuthChallenge => new AuthChallengeResponse(reader.ReadBytes()),
        Opcode.AuthSuccess => new AuthSuccessResponse(reader.ReadBytes()),
        _ => throw new MalformedFrameException($"Opcode 0x{(byte)header.Opcode:X2} is not a response."),
    };

    private static Response ReadResult(ref WireReader reader, ProtocolVersion version, byte[] body) => reader.ReadInt() switch
    {
        1 => VoidResult.Instance,
        2 => RowsResult.Read(ref reader, body),
        3 => new KeyspaceResult(reader.ReadString()),
        4 => PreparedResult.Read(ref reader, version),
        5 => new SchemaChangeResult(SchemaChange.Read(ref reader)),
        var kind => throw new MalformedFrameException($"{kind} is not a kind of result."),
    };
}
