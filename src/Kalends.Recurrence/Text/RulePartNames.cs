namespace Kalends.Recurrence.Text;

/// <summary>The part names of RFC 5545, 3.3.10, and RFC 7529, 4.</summary>
internal enum RulePart
{
    Unknown, Freq, Until, Count, Interval, BySecond, ByMinute, ByHour, ByDay, ByMonthDay, ByYearDay, ByWeekNo, ByMonth, BySetPos, Wkst,
    Rscale, Skip,
}

/// <summary>Names of parts and frequencies, found without regard to letter case.</summary>
internal static class RulePartNames
{
    private static readonly string[] Names =
    [
        "", "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY",
        "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST", "RSCALE", "SKIP",
    ];

    private static readonly string[] Frequencies = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    private static readonly string[] Skips = ["OMIT", "BACKWARD", "FORWARD"];

    internal static string Name(RulePart part) => Names[(int)part];

    internal static RulePart Find(ReadOnlySpan<char> name) => (RulePart)Math.Max(0, IndexOf(Names, name));

    internal static Frequency? Frequency(ReadOnlySpan<char> value)
    {
        var index = IndexOf(Frequencies, value);
        return index < 0 ? null : (Frequency)index;
    }

    internal static Skip? Skip(ReadOnlySpan<char> value)
    {
        var index = IndexOf(Skips, value);
        return index < 0 ? null : (Skip)index;
    }

    private static int IndexOf(string[] names, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == name.Length && name.Equals(names[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }
}
