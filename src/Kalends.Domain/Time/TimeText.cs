using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>RFC 3339 texts of the API, written as UTF-8 without allocating. Years 0001 to 9999, whole seconds.</summary>
public static class TimeText
{
    /// <summary>Bytes of <c>2026-03-02</c>.</summary>
    public const int DateLength = 10;

    /// <summary>Bytes of <c>2026-03-02T14:00:00Z</c>.</summary>
    public const int InstantLength = 20;

    internal const int LocalLength = 19;

    /// <summary>Writes <see cref="InstantLength"/> bytes.</summary>
    public static void WriteInstant(Instant instant, Span<byte> utf8)
    {
        WriteLocal(instant.InUtc().LocalDateTime, utf8);
        utf8[LocalLength] = (byte)'Z';
    }

    /// <summary>Writes <see cref="DateLength"/> bytes.</summary>
    public static void WriteDate(LocalDate date, Span<byte> utf8)
    {
        utf8[7] = utf8[4] = (byte)'-';
        Digits(date.Year, utf8[..4]);
        Digits(date.Month, utf8[5..7]);
        Digits(date.Day, utf8[8..10]);
    }

    /// <summary>The text of an instant, where it is not written into a buffer.</summary>
    public static string Of(Instant instant) => string.Create(InstantLength, instant, static (text, value) =>
    {
        Span<byte> utf8 = stackalloc byte[InstantLength];
        WriteInstant(value, utf8);
        System.Text.Encoding.ASCII.GetChars(utf8, text);
    });

    internal static void WriteLocal(LocalDateTime local, Span<byte> utf8)
    {
        WriteDate(local.Date, utf8);
        utf8[10] = (byte)'T';
        utf8[16] = utf8[13] = (byte)':';
        Digits(local.Hour, utf8[11..13]);
        Digits(local.Minute, utf8[14..16]);
        Digits(local.Second, utf8[17..19]);
    }

    internal static void WriteOffset(Offset offset, Span<byte> utf8)
    {
        var minutes = Math.Abs(offset.Seconds / 60);
        utf8[0] = (byte)(offset.Seconds < 0 && minutes > 0 ? '-' : '+');
        utf8[3] = (byte)':';
        Digits(minutes / 60, utf8[1..3]);
        Digits(minutes % 60, utf8[4..6]);
    }

    private static void Digits(int value, Span<byte> utf8)
    {
        for (var i = utf8.Length - 1; i >= 0; i--, value /= 10) utf8[i] = (byte)('0' + value % 10);
    }
}
