using System.Globalization;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>DATE and DATE-TIME values (RFC 5545, 3.3.4 and 3.3.5), years 1 to 9999.</summary>
internal static class TimeText
{
    internal const int DateLength = 8;
    internal const int DateTimeLength = 15;

    internal static string Date(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}{date.Month:D2}{date.Day:D2}");

    internal static string DateTime(LocalDateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Date(time.Date)}T{time.Hour:D2}{time.Minute:D2}{time.Second:D2}");

    internal static bool TryDate(ReadOnlySpan<char> text, out LocalDate date)
    {
        date = default;
        if (text.Length != DateLength
            || !TryDigits(text[..4], out var year) || !TryDigits(text[4..6], out var month) || !TryDigits(text[6..], out var day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return false;
        date = new LocalDate(year, month, day);
        return true;
    }

    /// <summary>Reads <c>yyyyMMddTHHmmss</c>; second 60, a leap second, is read as 59.</summary>
    internal static bool TryDateTime(ReadOnlySpan<char> text, out LocalDateTime time)
    {
        time = default;
        if (text.Length != DateTimeLength || (text[DateLength] | 0x20) != 't' || !TryDate(text[..DateLength], out var date)
            || !TryDigits(text[9..11], out var hour) || !TryDigits(text[11..13], out var minute) || !TryDigits(text[13..], out var second)
            || hour > 23 || minute > 59 || second > 60)
            return false;
        time = date.At(new LocalTime(hour, minute, Math.Min(second, 59)));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = value * 10 + (c - '0');
        }
        return true;
    }
}
