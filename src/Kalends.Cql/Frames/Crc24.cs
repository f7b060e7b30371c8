namespace Kalends.Cql.Frames;

/// <summary>Checksum of a segment's header (v5 specification, section 2.1).</summary>
internal static class Crc24
{
    private const int Initial = 0x875060;
    private const int Polynomial = 0x1974F0B;

    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var crc = Initial;
        foreach (var value in bytes)
        {
            crc ^= value << 16;
            for (var bit = 0; bit < 8; bit++)
            {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) crc ^= Polynomial;
            }
        }
        return crc;
    }
}
