using Kalends.Cql.Frames;
using Kalends.Cql.Types;

namespace Kalends.Cql.Requests;

/// <summary>A message to the server. It only writes bytes.</summary>
internal abstract class Request
{
    public abstract Opcode Opcode { get; }

    /// <summary>Whether the server shall trace it (v4 specification, section 2.2).</summary>
    public virtual bool IsTraced => false;

    /// <summary>What the rows of its result are made of, where the server may leave that out; null where the result says it itself.</summary>
    public virtual ColumnList? KnownColumns => null;

    public abstract void WriteBody(WireWriter writer, ProtocolVersion version);
}
