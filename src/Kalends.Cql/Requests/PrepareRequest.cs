using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>PREPARE (v4 specification, section 4.1.5; v5 adds flags).</summary>
internal sealed class PrepareRequest(string cql) : Request
{
    public override Opcode Opcode => Opcode.Prepare;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteLongString(cql);
        if (version >= ProtocolVersion.V5) writer.WriteInt(0);
    }
}
