using System.Globalization;
using System.Text;
using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Durations (RFC 5545, 3.3.6) that are not negative: weeks and days are nominal, the rest is exact.</summary>
internal static class DurationText
{
    private const int MostDigits = 9;

    // All days from the year 1 to 9999.
    private const long MostDays = 3_652_059;

    // Hours may not be followed by seconds alone.
    internal static string Write(Duration duration)
    {
        var (hours, minutes, seconds) = ((long)duration.TotalHours, duration.Minutes, duration.Seconds);
        var text = new StringBuilder("PT");
        if (hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{hours}H");
        if (minutes > 0 || hours > 0 && seconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"{minutes}M");
        if (seconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"{seconds}S");
        return text.ToString();
    }

    internal static bool TryRead(ReadOnlySpan<char> text, out long days, out long seconds)
    {
        days = 0;
        seconds = 0;
        if (text.StartsWith('+'))
            text = text[1..];
        if (text.Length < 3 || (text[0] | 0x20) != 'p')
            return false;
        text = text[1..];
        var inTime = false;
        while (!text.IsEmpty)
        {
            if (!inTime && (text[0] | 0x20) == 't')
            {
                inTime = true;
                text = text[1..];
            }
            if (!TryNumber(ref text, out var number, out var unit) || !TryAdd(number, unit, inTime, ref days, ref seconds))
                return false;
        }
        return true;
    }

    private static bool TryAdd(int number, char unit, bool inTime, ref long days, ref long seconds)
    {
        switch (unit)
        {
            case 'w' when !inTime: days += number * 7L; break;
            case 'd' when !inTime: days += number; break;
            case 'h' when inTime: seconds += number * 3600L; break;
            case 'm' when inTime: seconds += number * 60L; break;
            case 's' when inTime: seconds += number; break;
            default: return false;
        }
        return days <= MostDays && seconds <= MostDays * Civil.SecondsPerDay;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, out int number, out char unit)
    {
        number = 0;
        unit = '\0';
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits is 0 or > MostDigits || digits == text.Length)
            return false;
        number = int.Parse(text[..digits], CultureInfo.InvariantCulture);
        unit = (char)(text[digits] | 0x20);
        text = text[(digits + 1)..];
        return true;
    }
}
