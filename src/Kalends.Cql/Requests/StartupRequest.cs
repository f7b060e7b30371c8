using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>STARTUP (v4 specification, section 4.1.1).</summary>
internal sealed class StartupRequest(bool compressed) : Request
{
    public override Opcode Opcode => Opcode.Startup;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        List<KeyValuePair<string, string>> options = [new("CQL_VERSION", "3.0.0")];
        if (compressed) options.Add(new("COMPRESSION", "lz4"));
        writer.WriteStringMap(options);
    }
}
