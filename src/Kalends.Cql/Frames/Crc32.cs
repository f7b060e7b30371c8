namespace Kalends.Cql.Frames;

/// <summary>Checksum of a segment's payload: the usual CRC-32, started with four bytes of the server's choosing.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index => Entry((uint)index))];
    private static readonly uint Seeded = Continue(uint.MaxValue, [0xFA, 0x2D, 0x55, 0xCA]);

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(Seeded, bytes);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
        return value;
    }
}
