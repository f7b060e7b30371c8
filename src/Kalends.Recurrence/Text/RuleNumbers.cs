using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>The numbers of a rule. Each method returns null, or the reason why the value is refused.</summary>
internal static class RuleNumbers
{
    internal static string? Positive(ReadOnlySpan<char> value, ref int number) =>
        TryDigits(value, int.MaxValue, out number) && number > 0 ? null : "The value is a whole number from 1 to 2147483647.";

    internal static string? List(ReadOnlySpan<char> value, int most, ref uint bits)
    {
        var wide = 0UL;
        var reason = List(value, most, ref wide);
        bits = (uint)wide;
        return reason;
    }

    internal static string? List(ReadOnlySpan<char> value, int most, ref ulong bits)
    {
        foreach (var range in value.Split(','))
        {
            if (!TryDigits(value[range], most, out var number))
                return $"Each value is a whole number from 0 to {most}.";
            bits |= 1UL << number;
        }
        return null;
    }

    internal static string? Months(ReadOnlySpan<char> value, ref uint bits) =>
        List(value, 12, ref bits) is null && (bits & 1) == 0 ? null : "Each value is a month from 1 to 12.";

    internal static string? SignedList(ReadOnlySpan<char> value, int most, ref uint bits, ref uint fromEnd)
    {
        ulong wide = 0, wideFromEnd = 0;
        var reason = SignedList(value, most, ref wide, ref wideFromEnd);
        bits = (uint)wide;
        fromEnd = (uint)wideFromEnd;
        return reason;
    }

    internal static string? SignedList(ReadOnlySpan<char> value, int most, ref ulong bits, ref ulong fromEnd)
    {
        foreach (var range in value.Split(','))
        {
            if (!TrySigned(value[range], most, out var number))
                return Range(most);
            if (number > 0)
                bits |= 1UL << number;
            else
                fromEnd |= 1UL << -number;
        }
        return null;
    }

    internal static string? SignedList(ReadOnlySpan<char> value, int most, ref DaySet set, ref DaySet fromEnd)
    {
        foreach (var range in value.Split(','))
        {
            if (!TrySigned(value[range], most, out var number))
                return Range(most);
            if (number > 0)
                set.Add(number);
            else
                fromEnd.Add(-number);
        }
        return null;
    }

    internal static string? Days(ReadOnlySpan<char> value, ref RuleParts parts)
    {
        foreach (var range in value.Split(','))
        {
            var item = value[range];
            var day = item.Length < 2 ? IsoDayOfWeek.None : Weekdays.Parse(item[^2..]);
            var number = 0;
            if (day == IsoDayOfWeek.None || item.Length > 2 && !TrySigned(item[..^2], 53, out number))
                return "Each value is a weekday (MO to SU), with a number from 1 to 53 or -1 to -53 before it where one is meant.";
            if (number == 0)
                parts.Weekdays |= 1U << (int)day;
            else if (number > 0)
                parts.Numbered[(int)day] |= 1UL << number;
            else
                parts.NumberedFromEnd[(int)day] |= 1UL << -number;
        }
        return null;
    }

    private static string Range(int most) => $"Each value is a whole number from 1 to {most} or -1 to -{most}.";

    private static bool TrySigned(ReadOnlySpan<char> text, int most, out int number)
    {
        var negative = text.StartsWith('-');
        if (negative || text.StartsWith('+'))
            text = text[1..];
        if (!TryDigits(text, most, out number) || number == 0)
            return false;
        number = negative ? -number : number;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int most, out int number)
    {
        number = 0;
        long value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = value * 10 + (c - '0');
            if (value > most)
                return false;
        }
        number = (int)value;
        return !text.IsEmpty;
    }
}
