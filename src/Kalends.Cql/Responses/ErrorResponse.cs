using Kalends.Cql.Frames;

namespace Kalends.Cql.Responses;

/// <summary>ERROR (v4 specification, sections 4.2.1 and 9).</summary>
internal sealed record ErrorResponse(CqlError Error) : Response
{
    private static readonly Dictionary<string, CqlError.WriteKind> WriteKinds = new(StringComparer.Ordinal)
    {
        ["SIMPLE"] = CqlError.WriteKind.Simple,
        ["BATCH"] = CqlError.WriteKind.Batch,
        ["UNLOGGED_BATCH"] = CqlError.WriteKind.UnloggedBatch,
        ["COUNTER"] = CqlError.WriteKind.Counter,
        ["BATCH_LOG"] = CqlError.WriteKind.BatchLog,
        ["CAS"] = CqlError.WriteKind.Cas,
        ["VIEW"] = CqlError.WriteKind.View,
        ["CDC"] = CqlError.WriteKind.Cdc,
    };

    public static ErrorResponse Read(ref WireReader reader, ProtocolVersion version)
    {
        var code = reader.ReadInt();
        var message = reader.ReadString();
        return new ErrorResponse(ReadOutcome(ref reader, code, message, version) ?? Plain(code, message));
    }

    private static CqlError Plain(int code, string message) => code switch
    {
        0x000A => new CqlError.ProtocolViolation(message),
        0x0100 => new CqlError.BadCredentials(message),
        0x1001 => new CqlError.Overloaded(message),
        0x1002 => new CqlError.Bootstrapping(message),
        0x1003 => new CqlError.TruncateFailed(message),
        0x2000 => new CqlError.SyntaxError(message),
        0x2100 => new CqlError.Unauthorized(message),
        0x2200 => new CqlError.InvalidStatement(message),
        0x2300 => new CqlError.ConfigurationError(message),
        0x2500 => new CqlError.Unprepared(message),
        _ => new CqlError.ServerFault(message, code),
    };

    /// <summary>The errors that say more than their message.</summary>
    private static CqlError? ReadOutcome(ref WireReader reader, int code, string message, ProtocolVersion version) => code switch
    {
        0x1000 => new CqlError.Unavailable(message, Level(ref reader), reader.ReadInt(), reader.ReadInt()),
        0x1100 => new CqlError.WriteTimeout(message, Level(ref reader), reader.ReadInt(), reader.ReadInt(), Kind(ref reader)),
        0x1200 => new CqlError.ReadTimeout(message, Level(ref reader), reader.ReadInt(), reader.ReadInt(), reader.ReadByte() != 0),
        0x1300 => new CqlError.ReadFailure(
            message, Level(ref reader), reader.ReadInt(), reader.ReadInt(), Failures(ref reader, version)),
        0x1400 => new CqlError.FunctionFailed(message, reader.ReadString(), reader.ReadString()),
        0x1500 => new CqlError.WriteFailure(
            message, Level(ref reader), reader.ReadInt(), reader.ReadInt(), Failures(ref reader, version), Kind(ref reader)),
        0x1700 => new CqlError.CasWriteUnknown(message, Level(ref reader), reader.ReadInt(), reader.ReadInt()),
        0x2400 => new CqlError.AlreadyExists(message, reader.ReadString(), reader.ReadString()),
        _ => null,
    };

    private static Consistency Level(ref WireReader reader) => (Consistency)reader.ReadShort();

    private static CqlError.WriteKind Kind(ref WireReader reader) => WriteKinds.GetValueOrDefault(reader.ReadString());

    /// <summary>A count, and from v5 on the reason of each as well.</summary>
    private static int Failures(ref WireReader reader, ProtocolVersion version)
    {
        var failures = reader.ReadInt();
        if (version < ProtocolVersion.V5) return failures;
        for (var i = reader.CountOf(failures, bytesEach: 7); i > 0; i--)
        {
            reader.ReadAddress();
            reader.ReadShort();
        }
        return failures;
    }
}
