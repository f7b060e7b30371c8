using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>REGISTER for every kind of event (v4 specification, section 4.1.8).</summary>
internal sealed class RegisterRequest : Request
{
    private static readonly string[] Kinds = ["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"];

    public override Opcode Opcode => Opcode.Register;

    public override void WriteBody(WireWriter writer, ProtocolVersion version) => writer.WriteStringList(Kinds);
}
