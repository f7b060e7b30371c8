using System.Globalization;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Durations (RFC 5545, 3.3.6) that are not negative: weeks and days are nominal, the rest is exact.</summary>
internal static class DurationText
{
    private const int MostDigits = 9;

    internal static string Write(Duration duration) =>
        string.Create(CultureInfo.InvariantCulture, $"PT{(long)duration.TotalSeconds}S");

    internal static bool TryRead(ReadOnlySpan<char> text, out int days, out long seconds)
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

    private static bool TryAdd(int number, char unit, bool inTime, ref int days, ref long seconds)
    {
        switch (unit)
        {
            case 'w' when !inTime && number < 1_000_000: days += number * 7; return true;
            case 'd' when !inTime && number < 7_000_000: days += number; return true;
            case 'h' when inTime: seconds += number * 3600L; return true;
            case 'm' when inTime: seconds += number * 60L; return true;
            case 's' when inTime: seconds += number; return true;
            default: return false;
        }
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
