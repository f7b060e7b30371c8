using System.Buffers.Binary;
using System.Numerics;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>A scale and an unscaled varint (v4 specification, section 6.6), as .NET's decimal of 96 bits.</summary>
internal static class DecimalValue
{
    private const int LargestScale = 28;

    public static void Write(WireWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        writer.WriteInt(value.Scale);
        var unscaled = new BigInteger((uint)bits[0]) | (new BigInteger((uint)bits[1]) << 32) | (new BigInteger((uint)bits[2]) << 64);
        VarintValue.Write(writer, value < 0 ? -unscaled : unscaled);
    }

    /// <exception cref="OverflowException">The number does not fit; read it as bytes.</exception>
    public static decimal Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= sizeof(int)) throw new MalformedFrameException("A decimal has no digits.");
        var scale = BinaryPrimitives.ReadInt32BigEndian(bytes);
        var unscaled = VarintValue.Read(bytes[sizeof(int)..]);
        while (scale > LargestScale && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }
        if (unscaled.IsZero) return new decimal(0, 0, 0, isNegative: false, (byte)Math.Clamp(scale, 0, LargestScale));
        if (scale is > LargestScale or < -LargestScale) throw new OverflowException($"A decimal with the scale {scale} does not fit.");
        if (scale < 0) return (decimal)(unscaled * BigInteger.Pow(10, -scale));
        return WithScale((decimal)unscaled, (byte)scale);
    }

    private static decimal WithScale(decimal unscaled, byte scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(unscaled, bits);
        return new decimal(bits[0], bits[1], bits[2], unscaled < 0, scale);
    }
}
