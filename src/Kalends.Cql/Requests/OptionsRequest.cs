using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>OPTIONS (v4 specification, section 4.1.3); also the heartbeat, as every server answers it at once.</summary>
internal sealed class OptionsRequest : Request
{
    public static readonly OptionsRequest Instance = new();

    public override Opcode Opcode => Opcode.Options;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        // Its body is empty.
    }
}
