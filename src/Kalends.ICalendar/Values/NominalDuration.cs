using System.Text;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>
/// DURATION (RFC 5545, 3.3.6). Weeks and days are nominal: a day is to the same local time of the next day, however many hours that takes.
/// Hours, minutes and seconds are exact. All parts are zero or more; the sign is on the whole.
/// </summary>
public readonly record struct NominalDuration(bool IsNegative, int Weeks, int Days, int Hours, int Minutes, int Seconds)
{
    /// <summary>The nominal part in days, signed.</summary>
    public int NominalDays => (IsNegative ? -1 : 1) * ((Weeks * 7) + Days);

    /// <summary>The exact part, signed.</summary>
    public Duration Exact
    {
        get
        {
            var seconds = (Hours * 3600L) + (Minutes * 60L) + Seconds;
            return Duration.FromSeconds(IsNegative ? -seconds : seconds);
        }
    }

    /// <summary>Reads a value; null when it is none, or when a part is beyond 100 million.</summary>
    public static NominalDuration? Parse(ReadOnlySpan<byte> raw)
    {
        var digits = new Digits(raw.Trim((byte)' '));
        var isNegative = digits.Sign() < 0;
        if (!digits.TrySkip('P') || digits.IsAtEnd) return null;
        var isTime = false;
        Span<int> parts = stackalloc int[5];
        parts.Clear();
        for (var next = 0; !digits.IsAtEnd;)
        {
            if (!isTime && digits.TrySkip('T')) isTime = true;
            if (!digits.TryNumber(out var number) || number > 100_000_000) return null;
            if (Unit(ref digits, isTime) is not { } unit || unit < next) return null;
            parts[unit] = number;
            next = unit + 1;
        }
        return new NominalDuration(isNegative, parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /// <summary>Reads a value; null when it is none.</summary>
    public static NominalDuration? Parse(string raw) => Parse(Encoding.UTF8.GetBytes(raw));

    /// <summary>The value as it is written. Weeks are written only when they stand alone, as the grammar wants it.</summary>
    public override string ToString()
    {
        var sign = IsNegative ? "-" : "";
        var hasTime = Hours != 0 || Minutes != 0 || Seconds != 0;
        if (Weeks != 0 && Days == 0 && !hasTime) return $"{sign}P{Weeks}W";
        var days = (Weeks * 7) + Days;
        if (!hasTime) return days == 0 ? $"{sign}PT0S" : $"{sign}P{days}D";
        var text = new StringBuilder(sign).Append('P');
        if (days != 0) text.Append(days).Append('D');
        text.Append('T');
        if (Hours != 0) text.Append(Hours).Append('H');
        // dur-hour must be followed by dur-minute before dur-second.
        if (Minutes != 0 || (Hours != 0 && Seconds != 0)) text.Append(Minutes).Append('M');
        if (Seconds != 0) text.Append(Seconds).Append('S');
        return text.ToString();
    }

    private static int? Unit(ref Digits digits, bool isTime)
    {
        if (!isTime) return digits.TrySkip('W') ? 0 : digits.TrySkip('D') ? 1 : null;
        return digits.TrySkip('H') ? 2 : digits.TrySkip('M') ? 3 : digits.TrySkip('S') ? 4 : null;
    }
}
