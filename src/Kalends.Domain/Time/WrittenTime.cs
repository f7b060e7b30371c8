using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>A date-time text as it stands: a wall time, and an offset where one was written.</summary>
internal readonly record struct WrittenTime(LocalDateTime Local, Offset? Offset)
{
    /// <summary>
    /// Reads RFC 3339 with an optional offset. A fraction must be zero, as programs write it that know no other form; a leap second is
    /// refused, since no clock here has one.
    /// </summary>
    internal static WrittenTime? Read(ReadOnlySpan<char> text)
    {
        if (text.Length < TimeText.LocalLength || (text[10] is not ('T' or 't')) || text[13] != ':' || text[16] != ':') return null;
        if (ReadDate(text[..10]) is not { } date) return null;
        if (Number(text[11..13]) is not (>= 0 and < 24 and var hour)) return null;
        if (Number(text[14..16]) is not (>= 0 and < 60 and var minute)) return null;
        if (Number(text[17..19]) is not (>= 0 and < 60 and var second)) return null;
        var local = date.At(new LocalTime(hour, minute, second));
        var rest = WithoutFraction(text[TimeText.LocalLength..]);
        if (rest.IsEmpty) return text[^1] == '.' ? null : new WrittenTime(local, null);
        return ReadOffset(rest) is { } offset ? new WrittenTime(local, offset) : null;
    }

    internal static LocalDate? ReadDate(ReadOnlySpan<char> text)
    {
        if (text.Length != TimeText.DateLength || text[4] != '-' || text[7] != '-') return null;
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        return new LocalDate(year, month, day);
    }

    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '.') return rest;
        var zeros = rest[1..].IndexOfAnyExcept('0');
        return zeros switch { < 0 => [], 0 => rest, _ => rest[(1 + zeros)..] };
    }

    private static Offset? ReadOffset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z") return NodaTime.Offset.Zero;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return null;
        var (hours, minutes) = (Number(text[1..3]), Number(text[4..6]));
        if (hours is < 0 or > 18 || minutes is < 0 or > 59 || hours * 60 + minutes > 18 * 60) return null;
        var seconds = (hours * 60 + minutes) * 60;
        return NodaTime.Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
    }

    /// <summary>The value of the digits, or -1.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
