using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Where other implementations have gone wrong.</summary>
[Rfc("5545", "3.3.10", "3.8.5.3")]
public sealed class TrapTests
{
    [Theory]
    [InlineData("DAILY with BYSETPOS", "2026-01-01T06:15:00", "FREQ=DAILY;BYHOUR=6,18;BYMINUTE=15,45;BYSETPOS=1,-1", "2026-01-01T06:15:00 2026-01-01T18:45:00 2026-01-02T06:15:00")]
    [InlineData("WEEKLY with BYSETPOS counts the whole week", "2024-10-23", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3", "2024-10-23 2024-10-28 2024-10-30")]
    [InlineData("HOURLY by 5 with BYHOUR", "2026-01-01T03:00:00", "FREQ=HOURLY;INTERVAL=5;BYHOUR=3,8", "2026-01-01T03:00:00 2026-01-01T08:00:00 2026-01-06T03:00:00")]
    [InlineData("INTERVAL beyond 16 bits", "2026-01-01T00:00:00", "FREQ=SECONDLY;INTERVAL=90061", "2026-01-01T00:00:00 2026-01-02T01:01:01 2026-01-03T02:02:02")]
    [InlineData("INTERVAL of 31 bits", "2026-01-01T00:00:00", "FREQ=SECONDLY;INTERVAL=2147483647", "2026-01-01T00:00:00 2094-01-19T03:14:07 2162-02-07T06:28:14")]
    [InlineData("week 53", "2020-12-31", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", "2020-12-31 2026-12-31 2032-12-30")]
    [InlineData("the last week", "2020-12-31", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH", "2020-12-31 2021-12-30 2022-12-29")]
    [InlineData("the first of 53 weeks", "2019-12-30", "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", "2019-12-30 2025-12-29 2031-12-29")]
    [InlineData("week 1 begins in the old year", "2024-12-30", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2024-12-30 2025-12-29 2027-01-04")]
    [InlineData("week 1 of every third year", "2024-12-31", "FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1;BYDAY=MO,TU", "2024-12-31 2028-01-03 2028-01-04 2030-12-30")]
    [InlineData("every second week from a Sunday, weeks begin on Monday", "1997-08-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("every second week from a Sunday, weeks begin on Sunday", "1997-08-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05 1997-08-17 1997-08-19 1997-08-31")]
    [InlineData("a start late in the week", "2026-01-04", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-01-04 2026-01-12 2026-01-18 2026-01-26")]
    [InlineData("February 29 every year", "2096-02-29", "FREQ=YEARLY", "2096-02-29 2104-02-29 2108-02-29")]
    [InlineData("the 31st of every month", "2026-01-31", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData("BYMONTHDAY without BYMONTH means every month", "2026-01-13", "FREQ=YEARLY;BYMONTHDAY=13", "2026-01-13 2026-02-13 2026-03-13")]
    [InlineData("a repeated value", "2024-02-29T14:01:04", "FREQ=SECONDLY;BYSECOND=5,4,4", "2024-02-29T14:01:04 2024-02-29T14:01:05 2024-02-29T14:02:04")]
    [InlineData("numbered and plain days together", "2025-01-06", "FREQ=MONTHLY;BYDAY=MO,2TU", "2025-01-06 2025-01-13 2025-01-14 2025-01-20")]
    [InlineData("times are ignored on all-day series", "2024-10-18", "FREQ=DAILY;INTERVAL=2;BYMINUTE=1,2;BYHOUR=9", "2024-10-18 2024-10-20 2024-10-22")]
    public void Rules(string trap, string start, string rule, string expected)
    {
        var series = Make.Series(Make.Start(start), "RRULE:" + rule);
        var wanted = expected.Split(' ');
        Assert.True(wanted.SequenceEqual(Make.Locals(series, wanted.Length)), trap + ": " + string.Join(' ', Make.Locals(series, wanted.Length)));
    }

    [Fact]
    public void Until_in_utc_is_compared_as_an_instant()
    {
        var start = Make.Start("2026-03-01T21:00:00", "America/New_York");
        Assert.Equal(2, Make.Series(start, "RRULE:FREQ=DAILY;UNTIL=20260303T020000Z").Instances().Count());
        Assert.Single(Make.Series(start, "RRULE:FREQ=DAILY;UNTIL=20260303T015959Z").Instances());
    }

    [Fact]
    public void Until_in_utc_ends_an_all_day_series_with_the_local_day()
    {
        var start = Make.Start("2026-03-01", "Europe/Berlin");
        Assert.Equal(["2026-03-01", "2026-03-02"], Make.Locals(Make.Series(start, "RRULE:FREQ=DAILY;UNTIL=20260301T230000Z")));
    }

    [Fact]
    public void Until_as_a_date_includes_the_whole_day_of_a_timed_series() =>
        Assert.Equal(3, Make.Series(Make.Start("2026-03-01T21:00:00"), "RRULE:FREQ=DAILY;UNTIL=20260303").Instances().Count());

    [Theory]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3000", "UTC")]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3000", "America/New_York")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15,-1;BYHOUR=9,17;COUNT=3000", "Europe/Dublin")]
    [InlineData("FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,20;COUNT=3000", "UTC")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=900", "Australia/Lord_Howe")]
    public void Far_from_the_start_a_rule_with_count_is_counted_and_found_as_near_it(string rule, string zone)
    {
        var series = Make.Series(Make.Start("1990-01-01T09:00:00", zone), "RRULE:" + rule);
        var instances = series.Instances().ToArray();
        for (var i = 0; i < instances.Length; i += 97)
        {
            Assert.Equal(i, series.CountBefore(instances[i].Local));
            Assert.Equal(i + 1, series.CountBefore(instances[i].Local.PlusSeconds(1)));
            Assert.Equal(instances.Skip(i).Take(3), series.StartingIn(instances[i].Start, Instant.MaxValue).Take(3));
        }
        Assert.Equal(instances.Length, series.CountBefore(instances[^1].Local.PlusYears(3)));
    }

    [Fact]
    public void A_time_in_a_gap_is_read_with_the_offset_before_it_and_counted()
    {
        var series = Make.Series(Make.Start("2026-03-07T02:30:00", "America/New_York"), "RRULE:FREQ=DAILY;COUNT=3");
        Assert.Equal(["2026-03-07T02:30:00", "2026-03-08T03:30:00", "2026-03-09T02:30:00"], Make.Locals(series));
        Assert.NotNull(series.Find(Make.Local("2026-03-08T02:30:00")));
        Assert.Equal(1, series.CountBefore(Make.Local("2026-03-08T03:30:00")));
    }

    [Fact]
    public void Two_times_on_one_instant_give_one_occurrence_and_instants_stay_in_order()
    {
        var series = Make.Series(Make.Start("2026-03-08T01:30:00", "America/New_York"), "RRULE:FREQ=HOURLY;BYMINUTE=0,30;COUNT=6");
        Assert.Equal(
            ["2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z", "2026-03-08T08:00:00Z"], Make.Instants(series));
    }

    [Fact]
    public void A_time_in_an_overlap_means_the_first() =>
        Assert.Equal(
            ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
            Make.Instants(Make.Series(Make.Start("2026-10-31T01:30:00", "America/New_York"), "RRULE:FREQ=DAILY;COUNT=3")));

    [Fact]
    public void The_day_that_Apia_left_out_falls_on_the_next_one() =>
        Assert.Equal(
            ["2011-12-29", "2011-12-31", "2012-01-01"],
            Make.Locals(Make.Series(Make.Start("2011-12-29", "Pacific/Apia"), "RRULE:FREQ=DAILY"), 3));

    [Fact]
    public void The_start_counts_for_the_first_rule_alone() =>
        Assert.Equal(
            ["1997-09-02T09:00:00", "1997-09-04T09:00:00", "1997-09-09T09:00:00"],
            Make.Locals(Make.Series(
                Make.Start("1997-09-02T09:00:00"), "RRULE:FREQ=YEARLY;COUNT=2;BYDAY=TU", "RRULE:FREQ=YEARLY;COUNT=1;BYDAY=TH")));
}
