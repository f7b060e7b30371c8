using Kalends.Cql.Types;

namespace Kalends.Cql.Requests;

/// <summary>The server's names of a prepared statement and, in v5, of the shape of its result.</summary>
internal sealed record PreparedIds(byte[] Statement, byte[] ResultMetadata)
{
    /// <summary>What a result is made of as long as <see cref="ResultMetadata"/> holds; empty for anything but a SELECT.</summary>
    public ColumnList Columns { get; init; } = ColumnList.None;
}
