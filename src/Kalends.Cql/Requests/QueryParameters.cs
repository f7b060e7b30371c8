using Kalends.Cql.Frames;

namespace Kalends.Cql.Requests;

/// <summary>What QUERY and EXECUTE have in common (v4 specification, section 4.1.4).</summary>
internal readonly record struct QueryParameters
{
    private const int HasValues = 0x01;
    private const int SkipsMetadata = 0x02;
    private const int HasPageSize = 0x04;
    private const int HasPagingState = 0x08;
    private const int HasSerialConsistency = 0x10;
    private const int HasTimestamp = 0x20;

    public required Consistency Consistency { get; init; }

    public Consistency? SerialConsistency { get; init; }

    public CqlValues? Values { get; init; }

    public bool SkipMetadata { get; init; }

    /// <summary>Rows in a page; 0 asks for no paging.</summary>
    public int PageSize { get; init; }

    public ReadOnlyMemory<byte> PagingState { get; init; }

    /// <summary>Microseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    public void Write(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteShort((int)Consistency);
        WriteFlags(writer, version, Flags());
        if (Values is { Count: > 0 })
        {
            Refuse(Values, version);
            writer.WriteShort(Values.Count);
            writer.Write(Values.Written);
        }
        if (PageSize > 0) writer.WriteInt(PageSize);
        if (!PagingState.IsEmpty) writer.WriteBytes(PagingState.Span);
        if (SerialConsistency is { } serial) writer.WriteShort((int)serial);
        if (Timestamp is { } timestamp) writer.WriteLong(timestamp);
    }

    /// <summary>The tail of a BATCH, which shares two of the flags (section 4.1.7).</summary>
    public void WriteBatchTail(WireWriter writer, ProtocolVersion version)
    {
        writer.WriteShort((int)Consistency);
        WriteFlags(writer, version, Flags() & (HasSerialConsistency | HasTimestamp));
        if (SerialConsistency is { } serial) writer.WriteShort((int)serial);
        if (Timestamp is { } timestamp) writer.WriteLong(timestamp);
    }

    /// <summary>A server of v3 would take "not set" for null and delete.</summary>
    public static void Refuse(CqlValues values, ProtocolVersion version)
    {
        if (values.HasUnset && version < ProtocolVersion.V4)
            throw new NotSupportedException("The server speaks protocol v3, which knows no unset values.");
    }

    private static void WriteFlags(WireWriter writer, ProtocolVersion version, int flags)
    {
        if (version >= ProtocolVersion.V5) writer.WriteInt(flags);
        else writer.WriteByte((byte)flags);
    }

    private int Flags() => (Values is { Count: > 0 } ? HasValues : 0)
        | (SkipMetadata ? SkipsMetadata : 0)
        | (PageSize > 0 ? HasPageSize : 0)
        | (PagingState.IsEmpty ? 0 : HasPagingState)
        | (SerialConsistency is null ? 0 : HasSerialConsistency)
        | (Timestamp is null ? 0 : HasTimestamp);
}
