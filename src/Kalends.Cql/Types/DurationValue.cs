using System.Numerics;
using Kalends.Cql.Frames;
using NodaTime;

namespace Kalends.Cql.Types;

/// <summary>Months, days and nanoseconds as three zig-zag [vint] (v5 specification, section 5.8).</summary>
internal static class DurationValue
{
    public static void Write(WireWriter writer, Period value)
    {
        WriteVint(writer, checked((value.Years * 12L) + value.Months));
        WriteVint(writer, checked((value.Weeks * 7L) + value.Days));
        var time = new PeriodBuilder(value) { Years = 0, Months = 0, Weeks = 0, Days = 0 }.Build().ToDuration();
        WriteVint(writer, time.ToInt64Nanoseconds());
    }

    public static Period Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        return new PeriodBuilder
        {
            Months = checked((int)ReadVint(ref reader)),
            Days = checked((int)ReadVint(ref reader)),
            Nanoseconds = ReadVint(ref reader),
        }.Build();
    }

    private static void WriteVint(WireWriter writer, long value)
    {
        var bits = (ulong)((value << 1) ^ (value >> 63));
        var extra = ExtraBytes(bits);
        // As many leading ones as bytes follow; the rest of the first byte holds the highest bits.
        if (extra < 8) writer.WriteByte((byte)((byte)~(0xFF >> extra) | (byte)(bits >> (8 * extra))));
        else writer.WriteByte(0xFF);
        for (var i = extra - 1; i >= 0; i--) writer.WriteByte((byte)(bits >> (8 * i)));
    }

    private static int ExtraBytes(ulong bits)
    {
        var length = 64 - BitOperations.LeadingZeroCount(bits | 1);
        return length > 56 ? 8 : (length - 1) / 7;
    }

    private static long ReadVint(ref WireReader reader)
    {
        var first = reader.ReadByte();
        var extra = BitOperations.LeadingZeroCount((uint)(byte)~first << 24);
        extra = Math.Min(extra, 8);
        var bits = extra >= 8 ? 0UL : (ulong)(first & (0xFF >> (extra + 1)));
        foreach (var next in reader.Take(extra)) bits = (bits << 8) | next;
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }
}
