using System.Buffers.Binary;
using System.Numerics;

namespace Kalends.Cql.Topology;

/// <summary>
/// The token of a partition key: the first half of MurmurHash3 x64 128, as the server's own implementation has it. That one takes the
/// last bytes of a key, fewer than sixteen, as signed; the published algorithm does not.
/// </summary>
internal static class Murmur3
{
    private const ulong C1 = 0x87C37B91114253D5;
    private const ulong C2 = 0x4CF5AD432745937F;
    private const int BlockSize = 16;

    public static long Token(ReadOnlySpan<byte> key)
    {
        var (h1, h2) = (0UL, 0UL);
        var rest = key;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..])
        {
            h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52DCE729;
            h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495AB5;
        }
        if (rest.Length > 8) h2 ^= Mix2(Signed(rest[8..]));
        h1 ^= Mix1(Signed(rest[..Math.Min(8, rest.Length)]));

        h1 ^= (ulong)key.Length;
        h2 ^= (ulong)key.Length;
        h1 += h2;
        h2 += h1;
        var token = (long)(Finish(h1) + Finish(h2));
        // The lowest token is nobody's: the server keeps it for "before all".
        return token == long.MinValue ? long.MaxValue : token;
    }

    private static ulong Mix1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong Mix2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Signed(ReadOnlySpan<byte> bytes)
    {
        var k = 0UL;
        for (var i = 0; i < bytes.Length; i++) k ^= (ulong)(sbyte)bytes[i] << (8 * i);
        return k;
    }

    private static ulong Finish(ulong h)
    {
        h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
        h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
        return h ^ (h >> 33);
    }
}
