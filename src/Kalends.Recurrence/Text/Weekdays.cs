using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>The two-letter weekday names of RFC 5545.</summary>
internal static class Weekdays
{
    private const string Names = "MOTUWETHFRSASU";

    internal static string Name(IsoDayOfWeek day) => Names.Substring(((int)day - 1) * 2, 2);

    /// <summary>The day, or <see cref="IsoDayOfWeek.None"/> where the text names none.</summary>
    internal static IsoDayOfWeek Parse(ReadOnlySpan<char> text)
    {
        if (text.Length != 2)
            return IsoDayOfWeek.None;
        for (var i = 0; i < Names.Length; i += 2)
        {
            if ((text[0] & ~0x20) == Names[i] && (text[1] & ~0x20) == Names[i + 1])
                return (IsoDayOfWeek)(i / 2 + 1);
        }
        return IsoDayOfWeek.None;
    }
}
