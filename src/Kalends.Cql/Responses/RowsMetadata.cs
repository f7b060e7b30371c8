using Kalends.Cql.Frames;
using Kalends.Cql.Types;

namespace Kalends.Cql.Responses;

/// <summary>What a result is made of (v4 specification, section 4.2.5.2).</summary>
/// <param name="ColumnCount">Columns of each row, also where they are not described.</param>
/// <param name="Columns">The columns; null where the request asked to leave them out.</param>
/// <param name="PagingState">Where the next page starts; null on the last.</param>
internal readonly record struct RowsMetadata(int ColumnCount, ColumnList? Columns, byte[]? PagingState)
{
    private const int HasGlobalTable = 0x0001;
    private const int HasMorePages = 0x0002;
    private const int HasNoColumns = 0x0004;
    private const int HasNewId = 0x0008;

    /// <summary>The new name of the result's shape (v5): the columns here replace those told by PREPARE.</summary>
    public byte[]? NewId { get; init; }

    public static RowsMetadata Read(ref WireReader reader)
    {
        var flags = reader.ReadInt();
        var count = reader.ReadInt();
        if (count < 0) throw new MalformedFrameException($"A result has {count} columns.");
        var pagingState = (flags & HasMorePages) != 0 ? reader.ReadBytes() : null;
        var newId = (flags & HasNewId) != 0 ? reader.ReadShortBytes() : null;
        var columns = (flags & HasNoColumns) != 0 ? null : ReadColumns(ref reader, flags, count);
        return new RowsMetadata(count, columns, pagingState) { NewId = newId };
    }

    public static ColumnList ReadColumns(ref WireReader reader, int flags, int count)
    {
        if (count == 0) return ColumnList.None;
        var columns = new CqlRow.Column[reader.CountOf(count, bytesEach: 4)];
        var isGlobal = (flags & HasGlobalTable) != 0;
        var (keyspace, table) = isGlobal ? (reader.ReadString(), reader.ReadString()) : ("", "");
        for (var i = 0; i < count; i++)
        {
            if (!isGlobal) (keyspace, table) = (reader.ReadString(), reader.ReadString());
            columns[i] = new CqlRow.Column((keyspace, table), reader.ReadString(), TypeReader.Read(ref reader));
        }
        return new ColumnList(columns);
    }
}
