using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Cuts a RECUR value into parts and reads each into <see cref="RuleParts"/>.</summary>
internal static class RuleParser
{
    /// <summary>Returns null when the text was read whole.</summary>
    internal static RuleRefused? Read(ReadOnlySpan<char> text, ref RuleParts parts)
    {
        var seen = 0;
        parts.Interval = 1;
        if (text.EndsWith(';'))
            text = text[..^1];
        foreach (var range in text.Split(';'))
        {
            var part = text[range];
            var equals = part.IndexOf('=');
            if (equals <= 0)
                return new RuleRefused("", part.ToString(), "A rule is a list of NAME=VALUE parts, separated by semicolons.");
            var name = part[..equals];
            var value = part[(equals + 1)..];
            var kind = RulePartNames.Find(name);
            if (kind == RulePart.Unknown)
                return new RuleRefused(name.ToString(), value.ToString(), "This is not a part of a rule in RFC 5545.");
            if ((seen & 1 << (int)kind) != 0)
                return new RuleRefused(RulePartNames.Name(kind), value.ToString(), "A part must not occur twice.");
            seen |= 1 << (int)kind;
            if (ReadPart(kind, value, ref parts) is { } reason)
                return new RuleRefused(RulePartNames.Name(kind), value.ToString(), reason);
        }
        if ((seen & 1 << (int)RulePart.Freq) == 0)
            return new RuleRefused("FREQ", "", "A rule needs a FREQ.");
        return (seen & 1 << (int)RulePart.Skip) != 0 && (seen & 1 << (int)RulePart.Rscale) == 0
            ? new RuleRefused("SKIP", "", "SKIP needs RSCALE=GREGORIAN beside it.") : null;
    }

    private static string? ReadPart(RulePart kind, ReadOnlySpan<char> value, ref RuleParts parts) => kind switch
    {
        RulePart.Freq => ReadFrequency(value, ref parts.Frequency),
        RulePart.Until => ReadUntil(value, ref parts.Until),
        RulePart.Count => RuleNumbers.Positive(value, ref parts.Count),
        RulePart.Interval => RuleNumbers.Positive(value, ref parts.Interval),
        RulePart.BySecond => RuleNumbers.List(value, 60, ref parts.Seconds),
        RulePart.ByMinute => RuleNumbers.List(value, 59, ref parts.Minutes),
        RulePart.ByHour => RuleNumbers.List(value, 23, ref parts.Hours),
        RulePart.ByDay => RuleNumbers.Days(value, ref parts),
        RulePart.ByMonthDay => RuleNumbers.SignedList(value, 31, ref parts.MonthDays, ref parts.MonthDaysFromEnd),
        RulePart.ByYearDay => RuleNumbers.SignedList(value, 366, ref parts.YearDays, ref parts.YearDaysFromEnd),
        RulePart.ByWeekNo => RuleNumbers.SignedList(value, 53, ref parts.Weeks, ref parts.WeeksFromEnd),
        RulePart.ByMonth => RuleNumbers.Months(value, ref parts.Months),
        RulePart.BySetPos => RuleNumbers.SignedList(value, 366, ref parts.Positions, ref parts.PositionsFromEnd),
        RulePart.Rscale => value.Equals("GREGORIAN", StringComparison.OrdinalIgnoreCase) ? null : "Only rules of the GREGORIAN calendar are computed.",
        RulePart.Skip => ReadSkip(value, ref parts.Skip),
        _ => ReadWeekStart(value, ref parts.WeekStart),
    };

    private static string? ReadFrequency(ReadOnlySpan<char> value, ref Frequency frequency)
    {
        if (RulePartNames.Frequency(value) is not { } found)
            return "FREQ is one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY.";
        frequency = found;
        return null;
    }

    private static string? ReadUntil(ReadOnlySpan<char> value, ref Until? until)
    {
        if (TimeText.TryDate(value, out var date))
        {
            until = Recurrence.Until.On(date);
            return null;
        }
        var utc = value.Length == TimeText.DateTimeLength + 1 && (value[^1] | 0x20) == 'z';
        if (!TimeText.TryDateTime(utc ? value[..^1] : value, out var time))
            return "UNTIL is a date (20261231), a local time (20261231T235959) or a time in UTC (20261231T235959Z).";
        until = new Until(time, utc ? UntilForm.Utc : UntilForm.Local);
        return null;
    }

    private static string? ReadSkip(ReadOnlySpan<char> value, ref Skip skip)
    {
        if (RulePartNames.Skip(value) is not { } found)
            return "SKIP is one of OMIT, BACKWARD, FORWARD.";
        skip = found;
        return null;
    }

    private static string? ReadWeekStart(ReadOnlySpan<char> value, ref IsoDayOfWeek weekStart)
    {
        weekStart = Weekdays.Parse(value);
        return weekStart == IsoDayOfWeek.None ? "WKST is one of MO, TU, WE, TH, FR, SA, SU." : null;
    }
}
