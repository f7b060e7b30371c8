using System.Text;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Fuzz;

/// <summary>
/// Reads any text as the RRULE, RDATE and EXDATE lines of a series, and holds that what is written reads as the same series, that a walk
/// goes up, that a search ahead gives what the walk gave, and that work is bounded.
/// </summary>
internal static class RuleTarget
{
    private const int Walked = 40;
    private static readonly SeriesLimits Limits = new(1_000);

    private static readonly SeriesStart[] Starts =
    [
        new(new LocalDateTime(2026, 3, 7, 2, 30), false, DateTimeZoneProviders.Tzdb["America/New_York"]),
        new(new LocalDateTime(2011, 12, 28, 0, 0), false, DateTimeZoneProviders.Tzdb["Pacific/Apia"]),
        new(new LocalDateTime(2024, 2, 29, 0, 0), true, DateTimeZone.Utc),
    ];

    public static void Run(ReadOnlySpan<byte> input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n');
        foreach (var start in Starts)
        {
            if (Series.Parse(start, lines, DateTimeZoneProviders.Tzdb) is SeriesParsed { Series: var series })
                Walk(series);
        }
    }

    private static void Walk(Series series)
    {
        var written = series.ToLines();
        var again = Series.Parse(series.Start, written, DateTimeZoneProviders.Tzdb) as SeriesParsed;
        Require(again is not null && again.Series.ToLines().SequenceEqual(written), "what was written reads as something else");
        var walked = series.Instances().Take(Walked).ToArray();
        for (var i = 1; i < walked.Length; i++)
            Require(walked[i].Start > walked[i - 1].Start, "the walk does not go up");
        _ = series.Check(Limits);
        _ = series.Last();
        if (walked.Length < Walked)
            return;
        var ahead = series.StartingIn(walked[Walked / 2].Start, walked[^1].Start);
        Require(ahead.SequenceEqual(walked[(Walked / 2)..^1]), "the search ahead gives something else");
        Require(series.Find(walked[Walked / 2].Start) == walked[Walked / 2], "an instance is not found");
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
            throw new InvalidOperationException(fault);
    }
}
