using System.Buffers.Binary;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Writes dates and times as RFC 3339 text by arithmetic on seconds, without going through a calendar object. Remembers the last day it
/// wrote, because neighbours in a range view share it.
/// </summary>
internal struct Utf8Time
{
    /// <summary>Bytes of <c>2026-03-02</c>.</summary>
    public const int DateLength = 10;

    /// <summary>Bytes of <c>2026-03-02T09:00:00</c>.</summary>
    public const int LocalLength = 19;

    /// <summary>Bytes of <c>2026-03-02T09:00:00-05:00</c>.</summary>
    public const int OffsetTimeLength = 25;

    private const int SecondsPerDay = 86_400;
    private const long First = -62_135_596_800; // 0001-01-01T00:00:00
    private const long Last = 253_402_300_799; // 9999-12-31T23:59:59

    // The text of the last day: eight bytes and two, none yet while these are 0.
    private ulong yearAndMonth;
    private ushort dayOfMonth;
    private long lastDay;

    /// <summary>Writes the date of a wall time.</summary>
    /// <param name="to">At least <see cref="DateLength"/> bytes.</param>
    /// <param name="localSeconds">Seconds since 1970-01-01T00:00 on the same wall.</param>
    public void WriteDate(Span<byte> to, long localSeconds) => WriteDay(to, DayOf(localSeconds).Day);

    /// <summary>Writes a wall time without offset.</summary>
    /// <param name="to">At least <see cref="LocalLength"/> bytes.</param>
    /// <param name="localSeconds">As of <see cref="WriteDate"/>.</param>
    public void WriteLocal(Span<byte> to, long localSeconds)
    {
        to = to[..LocalLength];
        var (day, second) = DayOf(localSeconds);
        WriteDay(to, day);
        var minute = second / 60;
        to[10] = (byte)'T';
        WriteTwo(to[11..], minute / 60);
        to[13] = (byte)':';
        WriteTwo(to[14..], minute % 60);
        to[16] = (byte)':';
        WriteTwo(to[17..], second % 60);
    }

    /// <summary>
    /// Writes an instant as seen at an offset. The wall time is exact; an offset with seconds (local mean time, before about 1900) is
    /// cut to the minute, since RFC 3339 has no others.
    /// </summary>
    public void WriteOffsetTime(Span<byte> to, long utcSeconds, int offsetSeconds)
    {
        to = to[..OffsetTimeLength];
        WriteLocal(to, utcSeconds + offsetSeconds);
        var minutes = offsetSeconds / 60;
        to[19] = minutes < 0 ? (byte)'-' : (byte)'+';
        minutes = Math.Abs(minutes);
        WriteTwo(to[20..], (uint)minutes / 60);
        to[22] = (byte)':';
        WriteTwo(to[23..], (uint)minutes % 60);
    }

    // At either end of time, walls ahead of or behind UTC show years that no text here can say: the first or last second stands for them.
    private static (long Day, uint Second) DayOf(long localSeconds)
    {
        localSeconds = Math.Clamp(localSeconds, First, Last);
        var day = localSeconds / SecondsPerDay;
        var second = (int)(localSeconds - (day * SecondsPerDay));
        return second < 0 ? (day - 1, (uint)(second + SecondsPerDay)) : (day, (uint)second);
    }

    private void WriteDay(Span<byte> to, long day)
    {
        if (day != lastDay || dayOfMonth == 0) Remember(day);
        BinaryPrimitives.WriteUInt64LittleEndian(to, yearAndMonth);
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], dayOfMonth);
    }

    // Days since 1970 to year, month, day of the proleptic Gregorian calendar, counted in years that begin on March 1.
    private void Remember(long day)
    {
        var shifted = day + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = (int)(shifted - (era * 146_097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = (uint)(yearOfEra + (era * 400)) + (month <= 2 ? 1u : 0u);
        Span<byte> text = stackalloc byte[DateLength];
        WriteTwo(text, year / 100);
        WriteTwo(text[2..], year % 100);
        text[4] = (byte)'-';
        WriteTwo(text[5..], (uint)month);
        text[7] = (byte)'-';
        WriteTwo(text[8..], (uint)(dayOfYear - (((153 * marchMonth) + 2) / 5) + 1));
        yearAndMonth = BinaryPrimitives.ReadUInt64LittleEndian(text);
        dayOfMonth = BinaryPrimitives.ReadUInt16LittleEndian(text[8..]);
        lastDay = day;
    }

    private static void WriteTwo(Span<byte> to, uint value)
    {
        var tens = value / 10;
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)(('0' + tens) | (('0' + value - (10 * tens)) << 8)));
    }
}
