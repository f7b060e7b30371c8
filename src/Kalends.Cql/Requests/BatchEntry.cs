using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>One statement of a batch: its text, or where prepared its id; and its values.</summary>
internal readonly record struct BatchEntry(string Cql, byte[]? PreparedId, CqlValues Values)
{
    public void Write(WireWriter writer, ProtocolVersion version)
    {
        QueryParameters.Refuse(Values, version);
        writer.WriteByte(PreparedId is null ? (byte)0 : (byte)1);
        if (PreparedId is null) writer.WriteLongString(Cql);
        else writer.WriteShortBytes(PreparedId);
        writer.WriteShort(Values.Count);
        writer.Write(Values.Written);
    }
}
