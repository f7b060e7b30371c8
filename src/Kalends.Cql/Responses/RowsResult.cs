using Kalends.Cql.Frames;

namespace Kalends.Cql.Responses;

/// <summary>Rows, found but not yet read (v4 specification, section 4.2.5.2).</summary>
/// <param name="Metadata">What they are made of.</param>
/// <param name="Body">The bytes of the whole answer.</param>
/// <param name="Starts">Where in the body each row starts.</param>
internal sealed record RowsResult(RowsMetadata Metadata, byte[] Body, int[] Starts) : Response
{
    /// <summary>Walks every cell once: a row that lies about its length is found out here, not at the caller's.</summary>
    public static RowsResult Read(ref WireReader reader, byte[] body)
    {
        var metadata = RowsMetadata.Read(ref reader);
        var rows = reader.ReadInt();
        if (metadata.ColumnCount == 0 && rows != 0) throw new MalformedFrameException("Rows without columns are announced.");
        var starts = new int[metadata.ColumnCount == 0 ? 0 : CheckedRows(ref reader, rows, metadata.ColumnCount)];
        for (var row = 0; row < starts.Length; row++)
        {
            starts[row] = reader.Position;
            for (var column = 0; column < metadata.ColumnCount; column++) reader.TryReadBytes(out _);
        }
        return new RowsResult(metadata, body, starts);
    }

    private static int CheckedRows(ref WireReader reader, int rows, int columns)
    {
        if (columns > reader.Remaining / sizeof(int) && rows > 0)
            throw new MalformedFrameException($"{rows} rows of {columns} columns are announced in {reader.Remaining} bytes.");
        return rows == 0 ? 0 : reader.CountOf(rows, columns * sizeof(int));
    }
}
