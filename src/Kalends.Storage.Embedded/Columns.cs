using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Storage.Embedded.Sqlite;
using NodaTime;

namespace Kalends.Storage.Embedded;

/// <summary>How values of the domain lie in columns.</summary>
internal static class Columns
{
    public static Statement Bind(this Statement statement, int index, Instant value) => statement.Bind(index, value.ToUnixTimeSeconds());

    public static Statement Bind(this Statement statement, int index, Instant? value) => statement.Bind(index, value?.ToUnixTimeSeconds());

    public static Statement Bind(this Statement statement, int index, ImmutableArray<byte> value) => statement.Bind(index, value.AsSpan());

    public static Instant Instant(this Statement row, int column) => NodaTime.Instant.FromUnixTimeSeconds(row.Integer(column));

    public static ImmutableArray<byte> ByteArray(this Statement row, int column) =>
        ImmutableCollectionsMarshal.AsImmutableArray(row.Bytes(column).ToArray());
}
