using System.Diagnostics;
using System.Text.RegularExpressions;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>The examples of the library's README, which must be these, line for line.</summary>
public sealed partial class Examples
{
    private static readonly Series series = Make.Series(
        Make.Start("2026-03-02T09:00:00", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO,WE", "EXDATE:20260309T090000", "RDATE:20260313T150000");

    [Fact]
    public void Lines_are_read_and_written()
    {
        var start = new SeriesStart(new LocalDateTime(2026, 3, 2, 9, 0), IsDate: false, DateTimeZoneProviders.Tzdb["America/New_York"]);
        string[] lines = ["RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO,WE", "EXDATE:20260309T090000", "RDATE:20260313T150000"];
        var text = Series.Parse(start, lines, DateTimeZoneProviders.Tzdb) switch
        {
            SeriesParsed parsed => string.Join('|', parsed.Series.ToLines()),
            SeriesRefused refused => $"{refused.Part}={refused.Value}: {refused.Reason}",
            _ => throw new UnreachableException(),
        };
        Assert.Equal("RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO,WE|RDATE:20260313T150000|EXDATE:20260309T090000", text);
    }

    [Fact]
    public void A_series_is_judged()
    {
        var verdict = series.Check(new SeriesLimits(OccurrencesPerYear: 1_000));
        Assert.IsType<SeriesSound>(verdict);
    }

    [Fact]
    public void A_window_is_walked()
    {
        foreach (var instance in series.StartingIn(Instant.FromUtc(2026, 3, 9, 0, 0), Instant.FromUtc(2026, 3, 16, 0, 0)))
            Console.WriteLine($"{instance.Local} is {instance.Start}");
        var found = series.Find(new LocalDateTime(2026, 3, 11, 9, 0));
        var last = series.Last();
        Assert.Equal(Instant.FromUtc(2026, 3, 11, 13, 0), found?.Start);
        Assert.Equal(new LocalDateTime(2026, 3, 18, 9, 0), last?.Local);
    }

    [Fact]
    public void A_timeline_shows_what_was_moved()
    {
        var moved = new OccurrenceOverride(
            Instant.FromUtc(2026, 3, 11, 13, 0), MovedTo: new Interval(Instant.FromUtc(2026, 3, 12, 15, 0), Instant.FromUtc(2026, 3, 12, 16, 0)));
        var timeline = new SeriesTimeline(series, new ExactLength(Duration.FromMinutes(30)), [moved]);
        var thursday = timeline.Overlapping(Instant.FromUtc(2026, 3, 12, 0, 0), Instant.FromUtc(2026, 3, 13, 0, 0));
        Assert.Equal(new LocalDateTime(2026, 3, 11, 9, 0), Assert.Single(thursday).Original.Local);
    }

    [Fact]
    public void A_newer_tzdb_moves_what_it_affects()
    {
        var (before, after) = (TzdbVersions.Older, TzdbVersions.Newer);
        var window = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0));
        var changes = TzdbChanges.Between(before, after, window);
        var moves = changes.Affects("Africa/Casablanca", window.Start, window.End)
            ? TzdbChanges.Moves(Noons(before), Noons(after), window)
            : [];
        Assert.NotEmpty(moves);

        static Series Noons(IDateTimeZoneProvider zones) =>
            Make.Series(new SeriesStart(new LocalDateTime(2026, 1, 1, 12, 0), false, zones["Africa/Casablanca"]), "RRULE:FREQ=DAILY");
    }

    [Fact]
    public void The_readme_shows_these_very_lines()
    {
        var code = Unindented(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples.cs")));
        var blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n"));
        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Unindented(block.Groups[1].Value), code, StringComparison.Ordinal));
    }

    private static string Unindented(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
