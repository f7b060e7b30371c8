using Kalends.Cql.Frames;
using Kalends.Cql.Types;

namespace Kalends.Cql.Requests;

/// <summary>EXECUTE (v4 specification, section 4.1.6; v5 adds the id of the result's metadata).</summary>
internal sealed class ExecuteRequest(PreparedIds ids, QueryParameters parameters, bool traced = false) : Request
{
    public override Opcode Opcode => Opcode.Execute;

    public override ColumnList KnownColumns => ids.Columns;

    public override bool IsTraced => traced;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteShortBytes(ids.Statement);
        if (version >= ProtocolVersion.V5) writer.WriteShortBytes(ids.ResultMetadata);
        parameters.Write(writer, version);
    }
}
