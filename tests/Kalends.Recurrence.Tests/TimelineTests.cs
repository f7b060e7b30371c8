using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.8.4.4", "3.8.5.3")]
public sealed class TimelineTests
{
    private static readonly Series Standup = Make.Series(Make.Start("2026-03-02T09:00:00", "America/New_York"), "RRULE:FREQ=DAILY;COUNT=10");
    private static readonly OccurrenceLength QuarterHour = new ExactLength(Duration.FromMinutes(15));

    private static readonly Gen<(int Index, int Kind, int Hours, int Minutes)> Changes =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3], Gen.Int[-24 * 20, 24 * 20], Gen.Int[0, 3_000]);

    [Fact]
    public void An_override_moved_onto_another_start_shows_beside_it()
    {
        var moved = Moved("2026-03-04T14:00:00Z", "2026-03-05T14:00:00Z", "2026-03-05T15:00:00Z");
        Assert.Equal(
            ["2026-03-04T14:00:00Z", "2026-03-05T14:00:00Z"],
            Originals(new SeriesTimeline(Standup, QuarterHour, [moved]), "2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z"));
    }

    [Fact]
    public void An_override_moved_out_of_the_window_is_gone_and_one_moved_in_is_there()
    {
        var timeline = new SeriesTimeline(Standup, QuarterHour, [Moved("2026-03-04T14:00:00Z", "2026-03-08T10:00:00Z", "2026-03-08T11:00:00Z")]);
        Assert.Empty(Originals(timeline, "2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z"));
        Assert.Equal(["2026-03-04T14:00:00Z", "2026-03-08T13:00:00Z"], Originals(timeline, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"));
    }

    [Fact]
    public void Exdate_of_an_overridden_instance_takes_the_override_away()
    {
        var series = Make.Series(Standup.Start, "RRULE:FREQ=DAILY;COUNT=10", "EXDATE:20260304T090000");
        var timeline = new SeriesTimeline(series, QuarterHour, [Moved("2026-03-04T14:00:00Z", "2026-03-08T10:00:00Z", "2026-03-08T11:00:00Z")]);
        Assert.Equal(["2026-03-08T13:00:00Z"], Originals(timeline, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"));
    }

    [Fact]
    public void A_cancelled_occurrence_says_so()
    {
        var timeline = new SeriesTimeline(Standup, QuarterHour, [new OccurrenceOverride(Make.Utc("2026-03-04T14:00:00Z"), IsCancelled: true)]);
        var day = timeline.Overlapping(Make.Utc("2026-03-03T00:00:00Z"), Make.Utc("2026-03-05T00:00:00Z"));
        Assert.Equal([false, true], day.Select(occurrence => occurrence.IsCancelled));
    }

    [Theory]
    [InlineData("2026-03-02T14:15:00Z", "2026-03-02T15:00:00Z", 15, 0)]
    [InlineData("2026-03-02T14:14:59Z", "2026-03-02T15:00:00Z", 15, 1)]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z", 15, 0)]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02T14:00:01Z", 15, 1)]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T14:00:01Z", 0, 1)]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z", 0, 0)]
    [InlineData("2026-03-02T14:00:01Z", "2026-03-02T15:00:00Z", 0, 0)]
    public void The_window_is_half_open_and_a_point_lies_where_it_starts(string from, string to, int minutes, int expected)
    {
        var timeline = new SeriesTimeline(Standup, new ExactLength(Duration.FromMinutes(minutes)), []);
        Assert.Equal(expected, timeline.Overlapping(Make.Utc(from), Make.Utc(to)).Count());
    }

    [Theory]
    [InlineData(-500, 500, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1_000, 0)]
    [InlineData(-1_000, 0, 0)]
    public void Windows_begin_and_end_within_seconds_too(int fromMilliseconds, int toMilliseconds, int expected)
    {
        var start = Make.Utc("2026-03-02T14:00:00Z");
        var (from, to) = (start + Duration.FromMilliseconds(fromMilliseconds), start + Duration.FromMilliseconds(toMilliseconds));
        Assert.Equal(expected, Standup.StartingIn(from, to).Count());
        Assert.Equal(expected, new SeriesTimeline(Standup, new ExactLength(Duration.Zero), []).Overlapping(from, to).Count());
    }

    [Fact]
    public void Timed_occurrences_keep_their_exact_duration_and_all_day_ones_their_days()
    {
        var night = Make.Series(Make.Start("2026-03-07T22:00:00", "America/New_York"), "RRULE:FREQ=DAILY;COUNT=2");
        var nights = new SeriesTimeline(night, new ExactLength(Duration.FromHours(8)), []).Overlapping(Instant.MinValue, Instant.MaxValue);
        Assert.All(nights, occurrence => Assert.Equal(Duration.FromHours(8), occurrence.End - occurrence.Start));
        var days = Make.Series(Make.Start("2026-03-07", "America/New_York"), "RRULE:FREQ=DAILY;COUNT=3");
        Assert.Equal(
            [24, 23, 24],
            new SeriesTimeline(days, new LengthInDays(1), []).Overlapping(Instant.MinValue, Instant.MaxValue)
                .Select(occurrence => (int)(occurrence.End - occurrence.Start).TotalHours));
    }

    [Fact]
    public void A_date_given_in_UTC_stays_in_the_second_of_two_equal_hours()
    {
        var series = Make.Series(Make.Start("2026-10-31T01:30:00", "America/New_York"), "RDATE:20261101T063000Z");
        var shown = new SeriesTimeline(series, QuarterHour, []).Overlapping(Make.Utc("2026-11-01T00:00:00Z"), Make.Utc("2026-11-02T00:00:00Z"));
        Assert.Equal([Make.Utc("2026-11-01T06:30:00Z")], shown.Select(occurrence => occurrence.Start));
    }

    [Fact]
    public void A_period_of_its_own_reaches_as_far_as_it_lasts()
    {
        var series = Make.Series(Standup.Start, "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=PERIOD:20260304T090000/PT72H,20260304T090000/PT80H,20260304T090000/PT1H");
        var timeline = new SeriesTimeline(series, QuarterHour, []);
        Assert.Equal(["2026-03-04T14:00:00Z"], Originals(timeline, "2026-03-07T21:59:59Z", "2026-03-08T00:00:00Z"));
        Assert.Empty(Originals(timeline, "2026-03-07T22:00:00Z", "2026-03-08T00:00:00Z"));
        Assert.Equal(["2026-03-02T14:00:00Z", "2026-03-03T14:00:00Z", "2026-03-04T14:00:00Z"], Originals(timeline, "2026-03-02T14:14:59Z", "2026-03-04T14:00:01Z"));
        var future = new OccurrenceOverride(Make.Utc("2026-03-03T14:00:00Z"), MovedTo: new Interval(Make.Utc("2026-03-03T15:00:00Z"), Make.Utc("2026-03-03T16:00:00Z")), ThisAndFuture: true);
        var moved = new SeriesTimeline(series, QuarterHour, [future]).Overlapping(Instant.MinValue, Instant.MaxValue);
        Assert.Equal([15, 60, 60], moved.Select(occurrence => (occurrence.End - occurrence.Start).TotalMinutes));
    }

    [Fact]
    public void A_window_shows_what_a_search_through_all_occurrences_finds() =>
        Gen.Select(Rules.Start, Rules.Rule(Rules.Coarse), Changes.Array[0, 6], Gen.Int[0, 5_000], Gen.Int[-100, 900], Gen.Int[1, 400]).Sample(
            (start, rule, changes, minutes, ahead, hours) =>
            {
                var series = Series.Create(start, [rule.WithCount(40)], [], []);
                OccurrenceLength length = start.IsDate ? new LengthInDays(1 + minutes % 4) : new ExactLength(Duration.FromMinutes(minutes));
                var instances = series.Instances().ToArray();
                var overrides = changes.Select(change => Override(instances[change.Index % instances.Length].Start, change)).ToArray();
                var from = instances[0].Start + Duration.FromHours(ahead);
                var to = from + Duration.FromHours(hours);
                var expected = instances.Select(instance => Place(instance, overrides, length, start.Zone))
                    .Where(place => place.Start < to && (place.End > from || place.Start == place.End && place.Start >= from)).Order();
                var shown = new SeriesTimeline(series, length, overrides).Overlapping(from, to);
                Assert.Equal(expected, shown.Select(occurrence => (occurrence.Start, occurrence.Original.Start, occurrence.End)));
            }, iter: Make.Runs(100));

    private static OccurrenceOverride Override(Instant original, (int Index, int Kind, int Hours, int Minutes) change)
    {
        var start = original + Duration.FromHours(change.Hours);
        return new OccurrenceOverride(
            original, change.Kind == 0, change.Kind < 2 ? null : new Interval(start, start + Duration.FromMinutes(change.Minutes)));
    }

    private static (Instant Start, Instant Original, Instant End) Place(
        Instance instance, OccurrenceOverride[] overrides, OccurrenceLength length, DateTimeZone zone)
    {
        if (overrides.LastOrDefault(change => change.OriginalStart == instance.Start)?.MovedTo is { } moved)
            return (moved.Start, instance.Start, moved.End);
        if (length is ExactLength exact)
            return (instance.Start, instance.Start, instance.Start + exact.Duration);
        var end = instance.Local.Date.PlusDays(((LengthInDays)length).Days);
        return (instance.Start, instance.Start, zone.AtLeniently(end.AtMidnight()).ToInstant());
    }

    private static OccurrenceOverride Moved(string original, string start, string end) =>
        new(Make.Utc(original), MovedTo: new Interval(Make.Utc(start), Make.Utc(end)));

    private static string[] Originals(SeriesTimeline timeline, string from, string to) =>
        [.. timeline.Overlapping(Make.Utc(from), Make.Utc(to)).Select(occurrence => occurrence.Original.Start.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", null))];
}
