namespace Kalends.Server.Features.Events;

/// <summary>
/// Writes dates and times as RFC 3339 text by arithmetic on seconds, without going through a calendar object. Remembers the last day it
/// wrote, because neighbours in a range view share it.
/// </summary>
internal ref struct Utf8Time(Span<byte> lastDayText)
{
    /// <summary>Bytes of <c>2026-03-02</c>: what the caller lends for the memory of the last day.</summary>
    public const int DateLength = 10;

    /// <summary>Bytes of <c>2026-03-02T09:00:00</c>.</summary>
    public const int LocalLength = 19;

    /// <summary>Bytes of <c>2026-03-02T09:00:00-05:00</c>.</summary>
    public const int OffsetTimeLength = 25;

    private const int SecondsPerDay = 86_400;

    private readonly Span<byte> lastDayText = lastDayText;
    private long lastDay = long.MinValue;

    /// <summary>Writes the date of a wall time.</summary>
    /// <param name="to">At least <see cref="DateLength"/> bytes.</param>
    /// <param name="localSeconds">Seconds since 1970-01-01T00:00 on the same wall, years 1 to 9999.</param>
    public void WriteDate(Span<byte> to, long localSeconds)
    {
        var day = Math.DivRem(localSeconds, SecondsPerDay).Quotient - (localSeconds % SecondsPerDay < 0 ? 1 : 0);
        if (day != lastDay)
        {
            WriteDay(lastDayText, day);
            lastDay = day;
        }
        lastDayText.CopyTo(to);
    }

    /// <summary>Writes a wall time without offset.</summary>
    public void WriteLocal(Span<byte> to, long localSeconds)
    {
        WriteDate(to, localSeconds);
        var second = (int)(((localSeconds % SecondsPerDay) + SecondsPerDay) % SecondsPerDay);
        to[10] = (byte)'T';
        WriteTwo(to[11..], second / 3600);
        to[13] = (byte)':';
        WriteTwo(to[14..], second / 60 % 60);
        to[16] = (byte)':';
        WriteTwo(to[17..], second % 60);
    }

    /// <summary>
    /// Writes an instant as seen at an offset. The wall time is exact; an offset with seconds (local mean time, before about 1900) is
    /// cut to the minute, since RFC 3339 has no others.
    /// </summary>
    public void WriteOffsetTime(Span<byte> to, long utcSeconds, int offsetSeconds)
    {
        WriteLocal(to, utcSeconds + offsetSeconds);
        var minutes = offsetSeconds / 60;
        to[19] = minutes < 0 ? (byte)'-' : (byte)'+';
        WriteTwo(to[20..], Math.Abs(minutes) / 60);
        to[22] = (byte)':';
        WriteTwo(to[23..], Math.Abs(minutes) % 60);
    }

    // Days since 1970 to year, month, day of the proleptic Gregorian calendar, counted in years that begin on March 1.
    private static void WriteDay(Span<byte> to, long day)
    {
        var shifted = day + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = (int)(shifted - (era * 146_097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = (int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0);
        WriteTwo(to, year / 100);
        WriteTwo(to[2..], year % 100);
        to[4] = (byte)'-';
        WriteTwo(to[5..], month);
        to[7] = (byte)'-';
        WriteTwo(to[8..], dayOfYear - (((153 * marchMonth) + 2) / 5) + 1);
    }

    private static void WriteTwo(Span<byte> to, int value)
    {
        to[1] = (byte)('0' + (value % 10));
        to[0] = (byte)('0' + (value / 10));
    }
}
