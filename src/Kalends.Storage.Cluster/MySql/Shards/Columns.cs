using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MySqlConnector;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>How values of the domain lie in columns: instants as seconds since 1970, UUIDs as 16 bytes in network order.</summary>
internal static class Columns
{
    public static byte[] Bytes(this ImmutableArray<byte> value) => ImmutableCollectionsMarshal.AsArray(value)!;

    public static byte[] Bytes(this Guid value) => value.ToByteArray(bigEndian: true);

    public static byte[] Bytes(this MySqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static ImmutableArray<byte> ByteArray(this MySqlDataReader row, int column) =>
        ImmutableCollectionsMarshal.AsImmutableArray(row.Bytes(column));

    public static Guid Identifier(this MySqlDataReader row, int column) => new(row.Bytes(column), bigEndian: true);

    public static Instant Instant(this MySqlDataReader row, int column) => NodaTime.Instant.FromUnixTimeSeconds(row.GetInt64(column));

    public static string? OptionalText(this MySqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
