using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>BATCH (v4 specification, section 4.1.7).</summary>
internal sealed class BatchRequest(BatchKind kind, IReadOnlyList<BatchEntry> entries, QueryParameters parameters, bool traced = false)
    : Request
{
    public override Opcode Opcode => Opcode.Batch;

    public override bool IsTraced => traced;

    public override void WriteBody(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteByte((byte)kind);
        writer.WriteShort(entries.Count);
        foreach (var entry in entries) entry.Write(writer, version);
        parameters.WriteBatchTail(writer, version);
    }
}
