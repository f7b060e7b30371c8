using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>A message to the server. It only writes bytes.</summary>
internal abstract class Request
{
    public abstract Opcode Opcode { get; }

    /// <summary>Whether the server shall trace it (v4 specification, section 2.2).</summary>
    public virtual bool IsTraced => false;

    public abstract void WriteBody(WireWriter writer, ProtocolVersion version);
}
