using Kalends.Cql.Frames;
using Kalends.Cql.Requests;
using Kalends.Cql.Types;

namespace Kalends.Cql.Responses;

/// <summary>What PREPARE answers (v4 specification, section 4.2.5.4).</summary>
/// <param name="Ids">The server's names of it, and what it will return.</param>
/// <param name="Markers">What is to be bound.</param>
/// <param name="KeyPlaces">Which markers make the partition key, in its order; null from v3, which does not tell.</param>
internal sealed record PreparedResult(PreparedIds Ids, ColumnList Markers, int[]? KeyPlaces) : Response
{
    public static PreparedResult Read(ref WireReader reader, ProtocolVersion version)
    {
        var id = reader.ReadShortBytes();
        var resultId = version >= ProtocolVersion.V5 ? reader.ReadShortBytes() : [];
        var flags = reader.ReadInt();
        var count = reader.ReadInt();
        var keyPlaces = version >= ProtocolVersion.V4 ? ReadKeyPlaces(ref reader, count) : null;
        var markers = RowsMetadata.ReadColumns(ref reader, flags, count);
        var result = RowsMetadata.Read(ref reader);
        return new PreparedResult(new PreparedIds(id, resultId) { Columns = result.Columns ?? ColumnList.None }, markers, keyPlaces);
    }

    private static int[] ReadKeyPlaces(ref WireReader reader, int markers)
    {
        var places = new int[reader.CountOf(reader.ReadInt(), bytesEach: 2)];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = reader.ReadShort();
            if (places[i] >= markers) throw new MalformedFrameException($"Marker {places[i]} of {markers} is said to be part of the key.");
        }
        return places;
    }
}
