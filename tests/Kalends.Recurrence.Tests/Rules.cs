using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Generators of rules and starts.</summary>
internal static class Rules
{
    internal static readonly string[] Zones =
    [
        "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Europe/Dublin", "Antarctica/Troll", "UTC",
    ];

    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    internal static Gen<DateTimeZone> Zone { get; } = Gen.OneOf(Zones).Select(id => DateTimeZoneProviders.Tzdb[id]);

    /// <summary>A start between 1995 and 2030, every second one within a day of a clock change, most of them on the hour.</summary>
    internal static Gen<SeriesStart> Start { get; } =
        from zone in Zone
        from seconds in Gen.Long[800_000_000, 1_900_000_000]
        from near in Gen.Bool
        from ahead in Gen.Int[-26 * 4, 6]
        from odd in Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[0, 899]))
        from isDate in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        let local = Place(zone, Instant.FromUnixTimeSeconds(seconds), near).PlusMinutes(15 * ahead).PlusSeconds(odd)
        select new SeriesStart(isDate ? local.Date.AtMidnight() : local, isDate, zone);

    internal static Gen<Frequency> Coarse { get; } = Gen.OneOf(Frequency.Daily, Frequency.Weekly, Frequency.Monthly, Frequency.Yearly);

    internal static Gen<Frequency> Fine { get; } = Gen.OneOf(Frequency.Hourly, Frequency.Minutely, Frequency.Secondly);

    internal static Gen<RecurrenceRule> Rule(Gen<Frequency> frequencies) => frequencies.SelectMany(Text).Select(Parse);

    internal static RecurrenceRule Parse(string text) => RecurrenceRule.Parse(text) switch
    {
        RuleParsed parsed => parsed.Rule,
        var refused => throw new InvalidOperationException($"{text}: {refused}"),
    };

    private static LocalDateTime Place(DateTimeZone zone, Instant instant, bool near)
    {
        var interval = zone.GetZoneInterval(instant);
        return (near && interval.HasEnd ? interval.End : instant).InZone(zone).LocalDateTime;
    }

    private static Gen<string> Text(Frequency frequency)
    {
        var yearly = frequency == Frequency.Yearly;
        Gen<string>[] parts =
        [
            Interval(frequency),
            Part("BYMONTH", 0.25, Gen.Int[1, 12].Select(Number)),
            yearly ? Part("BYWEEKNO", 0.2, Signed(53)) : None,
            yearly || frequency < Frequency.Daily ? Part("BYYEARDAY", yearly ? 0.15 : 0.08, Signed(366), 8) : None,
            frequency != Frequency.Weekly ? Part("BYMONTHDAY", 0.25, Signed(31), 6) : None,
            Part("BYDAY", 0.4, Gen.OneOf(Weekdays)),
            Part("BYHOUR", 0.25, Gen.Int[0, 23].Select(Number)),
            Part("BYMINUTE", 0.2, Gen.Int[0, 59].Select(Number)),
            Part("BYSECOND", 0.15, Gen.Int[0, 59].Select(Number)),
            Gen.Frequency((6, Gen.Const("")), (1, Gen.OneOf(Weekdays).Select(day => ";WKST=" + day))),
            Part("BYSETPOS", 0.25, Signed(6)),
        ];
        return from written in All(parts)
               from numbers in Gen.Int[1, 5].Array[7]
               let text = $"FREQ={frequency.ToString().ToUpperInvariant()}" + string.Concat(written)
               select Mend(Numbered(text, frequency, numbers));
    }

    private static Gen<string> None { get; } = Gen.Const("");

    private static Gen<string> Interval(Frequency frequency) => Gen.Frequency(
        (2, None),
        (1, Gen.Int[2, frequency >= Frequency.Daily ? 6 : 100].Select(value => $";INTERVAL={value}")));

    private static Gen<string> Part(string name, double chance, Gen<string> value, int most = 3) => Gen.Frequency(
        ((int)(100 * (1 - chance)), None),
        ((int)(100 * chance), value.Array[1, most].Select(values => $";{name}={string.Join(',', values)}")));

    private static Gen<string> Signed(int most) =>
        from value in Gen.Int[1, most]
        from negative in Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true)))
        select Number(negative ? -value : value);

    private static Gen<string[]> All(Gen<string>[] parts) =>
        parts.Aggregate(Gen.Const(Array.Empty<string>()), (all, part) => from before in all from next in part select (string[])[.. before, next]);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Gives some weekdays numbers where the frequency allows them.
    private static string Numbered(string text, Frequency frequency, int[] numbers)
    {
        if (frequency < Frequency.Monthly || text.Contains("BYWEEKNO", StringComparison.Ordinal) || numbers[0] > 3)
            return text;
        for (var i = 0; i < 7; i++)
        {
            foreach (var before in new[] { "=", "," })
                text = text.Replace("BYDAY" + before + Weekdays[i], $"BYDAY{before}{(numbers[i] % 2 == 0 ? "-" : "")}{numbers[i]}{Weekdays[i]}", StringComparison.Ordinal);
        }
        return text;
    }

    // BYSETPOS needs something to choose from.
    private static string Mend(string text) =>
        text.Contains("BYSETPOS", StringComparison.Ordinal) && text.Split("BY").Length == 2 ? text + ";BYSECOND=0,30" : text;
}
