namespace Kalends.Cql.Requests;

/// <summary>The server's names of a prepared statement and, in v5, of the shape of its result.</summary>
internal sealed record PreparedIds(byte[] Statement, byte[] ResultMetadata);
