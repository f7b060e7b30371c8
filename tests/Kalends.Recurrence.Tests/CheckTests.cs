using System.Diagnostics;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.3.10")]
public sealed class CheckTests
{
    private static readonly SeriesLimits Limits = new();

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYSECOND=60")]
    [InlineData("FREQ=DAILY;BYSECOND=60")]
    [InlineData("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1")]
    [InlineData("FREQ=HOURLY;INTERVAL=24;BYHOUR=3")]
    [InlineData("FREQ=SECONDLY;INTERVAL=60;BYSECOND=1;BYHOUR=3")]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=MO")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=3")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1;BYMONTH=6")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=200")]
    [InlineData("FREQ=HOURLY;BYMINUTE=5;BYSETPOS=2")]
    public void A_rule_that_never_produces_is_found_in_bounded_time_and_memory(string rule)
    {
        var series = Make.Series(Make.Start("2026-01-01T00:00:00"), "RRULE:" + rule);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        Assert.Equal(new NeverProduces(0), series.Check(Limits));
        Assert.Single(series.Instances());
        Assert.InRange(clock.ElapsedMilliseconds, 0, 10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=5")]
    [InlineData("FREQ=YEARLY;INTERVAL=100;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3,4,5,6,7,8,9,10;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=28,29")]
    [InlineData("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55")]
    public void More_than_the_limit_within_12_months_is_too_dense(string rule) =>
        Assert.IsType<TooDense>(Make.Series(Make.Start("2025-12-31T00:00:00"), "RRULE:" + rule).Check(Limits));

    [Theory]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=6")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("FREQ=SECONDLY;COUNT=90000")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86399;BYHOUR=3;BYMINUTE=0;BYSECOND=0")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO")]
    public void A_series_within_its_limits_is_sound(string rule) =>
        Assert.IsType<SeriesSound>(Make.Series(Make.Start("2025-12-31T00:00:00"), "RRULE:" + rule).Check(Limits));

    [Fact]
    public void The_limit_itself_is_allowed()
    {
        var series = Make.Series(Make.Start("2026-01-01T00:00:00"), "RRULE:FREQ=DAILY;COUNT=10");
        Assert.IsType<SeriesSound>(series.Check(new SeriesLimits(10)));
        Assert.Equal(new TooDense(Make.Utc("2026-01-01T00:00:00Z")), series.Check(new SeriesLimits(9)));
    }

    [Fact]
    public void Twelve_months_are_counted_by_the_calendar()
    {
        var series = Make.Series(Make.Start("2026-03-01"), "RDATE;VALUE=DATE:20270301");
        Assert.IsType<SeriesSound>(series.Check(new SeriesLimits(1)));
        Assert.IsType<TooDense>(Make.Series(Make.Start("2026-03-02"), "RDATE;VALUE=DATE:20270301").Check(new SeriesLimits(1)));
    }

    [Fact]
    public void A_rule_that_ends_before_the_start_is_told_apart()
    {
        var start = Make.Start("2026-01-01T00:00:00");
        Assert.Equal(new EndsBeforeStart(1), Make.Series(start, "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY;UNTIL=20251231T235959Z").Check(Limits));
        Assert.IsType<SeriesSound>(Make.Series(start, "RRULE:FREQ=DAILY;UNTIL=20260101T000000Z").Check(Limits));
    }
}
