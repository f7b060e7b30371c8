using System.Numerics;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>Two's complement of any length, as short as it goes (v4 specification, section 6.23).</summary>
internal static class VarintValue
{
    public static void Write(WireWriter writer, BigInteger value) =>
        value.TryWriteBytes(writer.Reserve(value.GetByteCount()), out _, isBigEndian: true);

    public static BigInteger Read(ReadOnlySpan<byte> bytes) => new(bytes, isBigEndian: true);
}
