using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>RECURRENCE-ID;RANGE=THISANDFUTURE (RFC 5545, 3.2.13 and 3.8.4.4).</summary>
[Rfc("5545", "3.2.13", "3.8.4.4")]
public sealed class FutureOverrideTests
{
    private static readonly Series Standup = Make.Series(Make.Start("2026-03-02T09:00:00", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=6");
    private static readonly OccurrenceLength Hour = new ExactLength(Duration.FromHours(1));

    [Fact]
    public void A_move_shifts_all_later_occurrences_by_wall_clock_time_and_gives_them_its_length()
    {
        // The second one, on March 9, is the first after clocks went forward.
        var timeline = new SeriesTimeline(Standup, Hour, [Future("2026-03-02T14:00:00Z", "2026-03-03T16:00:00Z", "2026-03-03T16:30:00Z")]);
        Assert.Equal(
            ["2026-03-03T16:00:00Z +30", "2026-03-10T15:00:00Z +30", "2026-03-17T15:00:00Z +30"],
            Shown(timeline).Take(3));
    }

    [Fact]
    public void Earlier_occurrences_stay_and_a_later_override_of_the_kind_takes_over()
    {
        var timeline = new SeriesTimeline(Standup, Hour,
        [
            Future("2026-03-23T13:00:00Z", "2026-03-23T12:00:00Z", "2026-03-23T12:10:00Z"),
            Future("2026-03-09T13:00:00Z", "2026-03-10T13:00:00Z", "2026-03-10T13:20:00Z"),
        ]);
        Assert.Equal(
            ["2026-03-02T14:00:00Z +60", "2026-03-10T13:00:00Z +20", "2026-03-17T13:00:00Z +20", "2026-03-23T12:00:00Z +10", "2026-03-30T12:00:00Z +10", "2026-04-06T12:00:00Z +10"],
            Shown(timeline));
    }

    [Fact]
    public void An_override_of_a_single_instance_prevails()
    {
        var timeline = new SeriesTimeline(Standup, Hour,
        [
            Future("2026-03-09T13:00:00Z", "2026-03-09T15:00:00Z", "2026-03-09T16:00:00Z"),
            new OccurrenceOverride(Make.Utc("2026-03-16T13:00:00Z"), IsCancelled: true),
            new OccurrenceOverride(Make.Utc("2026-03-23T13:00:00Z"), MovedTo: Span("2026-03-22T10:00:00Z", "2026-03-22T11:00:00Z")),
        ]);
        var shown = timeline.Overlapping(Instant.MinValue, Instant.MaxValue).ToArray();
        Assert.Equal(["2026-03-02T14:00:00Z +60", "2026-03-09T15:00:00Z +60", "2026-03-16T15:00:00Z +60", "2026-03-22T10:00:00Z +60"], Shown(timeline).Take(4));
        Assert.Equal([false, false, true, false, false, false], shown.Select(occurrence => occurrence.IsCancelled));
    }

    [Fact]
    public void Calling_off_this_and_future_calls_off_all_of_them()
    {
        var timeline = new SeriesTimeline(Standup, Hour, [new OccurrenceOverride(Make.Utc("2026-03-23T13:00:00Z"), IsCancelled: true, ThisAndFuture: true)]);
        Assert.Equal(
            [false, false, false, true, true, true],
            timeline.Overlapping(Instant.MinValue, Instant.MaxValue).Select(occurrence => occurrence.IsCancelled));
    }

    [Fact]
    public void Changed_members_apply_to_all_later_occurrences()
    {
        var renamed = new OccurrenceOverride(Make.Utc("2026-03-23T13:00:00Z"), ThisAndFuture: true);
        var timeline = new SeriesTimeline(Standup, Hour, [renamed]);
        Assert.Equal([null, null, null, renamed, renamed, renamed], timeline.Overlapping(Instant.MinValue, Instant.MaxValue).Select(occurrence => occurrence.Override));
    }

    [Fact]
    public void All_day_occurrences_are_shifted_and_lengthened_by_days()
    {
        var series = Make.Series(Make.Start("2026-03-01", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=3");
        var timeline = new SeriesTimeline(series, new LengthInDays(1), [Future("2026-03-01T05:00:00Z", "2026-02-28T05:00:00Z", "2026-03-02T05:00:00Z")]);
        Assert.Equal(
            ["2026-02-28 2026-03-02", "2026-03-07 2026-03-09", "2026-03-14 2026-03-16"],
            timeline.Overlapping(Instant.MinValue, Instant.MaxValue).Select(
                occurrence => $"{Day(occurrence.Start)} {Day(occurrence.End)}"));
    }

    [Fact]
    public void A_move_over_a_clock_change_shifts_by_what_the_wall_clocks_show()
    {
        var series = Make.Series(Make.Start("2026-03-07T09:00:00", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=2");
        var timeline = new SeriesTimeline(series, Hour, [Future("2026-03-07T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-09T14:00:00Z")]);
        Assert.Equal(["2026-03-09T13:00:00Z +60", "2026-03-16T13:00:00Z +60"], Shown(timeline));
    }

    [Fact]
    public void Occurrences_shifted_into_a_gap_come_in_the_order_in_which_they_are()
    {
        // 02:00 and 02:30 do not exist that day: they are read as 03:00 and 03:30, which two others are.
        var series = Make.Series(Make.Start("2026-03-07T01:00:00", "America/New_York"), "RRULE:FREQ=MINUTELY;INTERVAL=30;COUNT=6");
        var shown = new SeriesTimeline(series, Hour, [Future("2026-03-07T06:00:00Z", "2026-03-08T06:00:00Z", "2026-03-08T06:10:00Z")])
            .Overlapping(Instant.MinValue, Instant.MaxValue).ToArray();
        Assert.Equal(["06:00", "06:30", "07:00", "07:00", "07:30", "07:30"], shown.Select(occurrence => Clock(occurrence.Start)));
        Assert.Equal(["06:00", "06:30", "07:00", "08:00", "07:30", "08:30"], shown.Select(occurrence => Clock(occurrence.Original.Start)));
    }

    [Theory]
    [InlineData("2026-11-01T14:00:00Z", "2026-11-01T14:00:01Z", 1)] // 25 hours behind its original start
    [InlineData("2026-11-01T14:00:01Z", "2026-11-01T20:00:00Z", 0)]
    [InlineData("2026-11-01T10:00:00Z", "2026-11-01T14:00:00Z", 0)]
    public void The_window_of_shifted_occurrences_is_half_open_and_a_point_lies_where_it_starts(string from, string to, int expected)
    {
        var series = Make.Series(Make.Start("2026-10-24T09:00:00", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=3");
        var timeline = new SeriesTimeline(series, Hour, [Future("2026-10-24T13:00:00Z", "2026-10-25T13:00:00Z", "2026-10-25T13:00:00Z")]);
        Assert.Equal(expected, timeline.Overlapping(Make.Utc(from), Make.Utc(to)).Count());
    }

    [Fact]
    public void What_is_shifted_by_days_is_found_where_it_is()
    {
        var timeline = new SeriesTimeline(Standup, Hour, [Future("2026-03-02T14:00:00Z", "2026-03-07T14:00:00Z", "2026-03-07T14:30:00Z")]);
        Assert.Equal(
            ["2026-03-16T13:00:00Z"],
            timeline.Overlapping(Make.Utc("2026-03-21T13:00:00Z"), Make.Utc("2026-03-21T13:00:01Z")).Select(occurrence => $"{occurrence.Original.Start}"));
    }

    [Fact]
    public void Occurrences_without_end_are_given_one_by_one_shifted_or_not()
    {
        var minutes = Make.Series(Make.Start("1930-01-01T00:00:00"), "RRULE:FREQ=MINUTELY");
        var shifted = new SeriesTimeline(minutes, Hour, [Future("1930-01-01T00:10:00Z", "1930-01-02T00:10:00Z", "1930-01-02T00:10:00Z")]);
        Assert.Equal(10, shifted.Overlapping(Instant.MinValue, Make.Utc("1930-01-01T23:00:00Z")).Count());
        Assert.Single(shifted.Overlapping(Make.Utc("2026-03-02T00:00:00Z"), Instant.MaxValue).Take(1));
        var seconds = Make.Series(Make.Start("1930-01-01T00:00:00"), "RRULE:FREQ=SECONDLY");
        Assert.Equal(
            ["2026-03-01T23:00:01Z"],
            new SeriesTimeline(seconds, Hour, []).Overlapping(Make.Utc("2026-03-02T00:00:00Z"), Instant.MaxValue).Take(1).Select(occurrence => $"{occurrence.Start}"));
    }

    [Fact]
    public void A_window_shows_what_a_search_through_all_occurrences_finds() =>
        (from start in Rules.Start.Select(start => start with { IsDate = false })
         from rule in Rules.Rule(Rules.Coarse)
         from futures in Gen.Select(Gen.Int[0, 39], Gen.Int[-2_000, 2_000], Gen.Int[0, 600]).Array[1, 3]
         from ahead in Gen.Int[-100, 900]
         from hours in Gen.Int[1, 400]
         select (Series.Create(start, [rule.WithCount(40)], [], []), futures, ahead, hours)).Sample((series, futures, ahead, hours) =>
         {
             var instances = series.Instances().ToArray();
             var overrides = futures.Select(future => Shifted(instances[future.Item1 % instances.Length], future.Item2, future.Item3)).ToArray();
             var timeline = new SeriesTimeline(series, Hour, overrides);
             var whole = timeline.Overlapping(Instant.MinValue, Instant.MaxValue).ToArray();
             Assert.Equal(instances.Select(instance => instance.Start), whole.Select(occurrence => occurrence.Original.Start).Order());
             Assert.Equal(whole, whole.OrderBy(occurrence => occurrence.Start).ThenBy(occurrence => occurrence.Original.Start));
             var from = instances[0].Start + Duration.FromHours(ahead);
             var to = from + Duration.FromHours(hours);
             Assert.Equal(
                 whole.Where(occurrence => occurrence.Start < to && (occurrence.End > from || occurrence.End == occurrence.Start && occurrence.Start >= from)),
                 timeline.Overlapping(from, to));
         }, iter: Make.Runs(100));

    private static OccurrenceOverride Shifted(Instance instance, int quarters, int minutes)
    {
        var start = instance.Start + Duration.FromMinutes(15 * quarters);
        return new OccurrenceOverride(instance.Start, MovedTo: new Interval(start, start + Duration.FromMinutes(minutes)), ThisAndFuture: true);
    }

    private static OccurrenceOverride Future(string original, string start, string end) =>
        new(Make.Utc(original), MovedTo: Span(start, end), ThisAndFuture: true);

    private static Interval Span(string start, string end) => new(Make.Utc(start), Make.Utc(end));

    private static IEnumerable<string> Shown(SeriesTimeline timeline) =>
        timeline.Overlapping(Instant.MinValue, Instant.MaxValue).Select(
            occurrence => $"{occurrence.Start} +{(occurrence.End - occurrence.Start).TotalMinutes:f0}");

    private static string Clock(Instant instant) => instant.ToString("HH:mm", null);

    private static string Day(Instant instant) =>
        instant.InZone(Standup.Start.Zone).LocalDateTime.ToString("uuuu-MM-dd", null);
}
