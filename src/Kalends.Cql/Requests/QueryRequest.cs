using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>QUERY (v4 specification, section 4.1.4).</summary>
internal sealed class QueryRequest(string cql, QueryParameters parameters, bool traced = false) : Request
{
    public override Opcode Opcode => Opcode.Query;

    public override bool IsTraced => traced;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteLongString(cql);
        parameters.Write(writer, version);
    }
}
