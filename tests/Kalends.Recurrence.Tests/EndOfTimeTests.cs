using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Far from today, where zones are read for thousands of years.</summary>
[Rfc("5545", "3.3.5", "3.3.10")]
public sealed class EndOfTimeTests
{
    [Fact]
    public void Far_years_are_read_as_the_zone_reads_them()
    {
        foreach (var id in Rules.Zones)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var start = new SeriesStart(new LocalDateTime(1850, 1, 1, 2, 30), false, zone);
            var series = Series.Create(start, [Rules.Parse("FREQ=MONTHLY;INTERVAL=7;BYDAY=SU")], [], []);
            foreach (var instance in series.Instances())
                Assert.Equal(new Oracle(series.Rules[0], start).Resolve(instance.Local), instance.Start);
        }
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Auckland")]
    public void Occurrences_that_reach_behind_the_end_of_time_end_with_it(string zone)
    {
        OccurrenceLength[] lengths = [new ExactLength(Duration.FromDays(400_000)), new LengthInDays(400_000)];
        foreach (var length in lengths)
        {
            var series = Make.Series(Make.Start("9999-12-29", zone), "RRULE:FREQ=DAILY");
            var moved = new OccurrenceOverride(series.Start.Zone.AtStartOfDay(new LocalDate(9999, 12, 30)).ToInstant(),
                MovedTo: new Interval(Make.Utc("9999-12-30T12:00:00Z"), Instant.MaxValue), ThisAndFuture: true);
            var shown = new SeriesTimeline(series, length, [moved]).Overlapping(Instant.MinValue, Instant.MaxValue).ToArray();
            Assert.InRange(shown.Length, 2, 3);
            Assert.All(shown, occurrence => Assert.InRange(occurrence.End, Make.Utc("9999-12-31T23:59:59Z"), Instant.MaxValue));
        }
    }

    [Theory]
    [InlineData("America/New_York", "99991231T235959")]
    [InlineData("Pacific/Auckland", "99991231T235959Z")]
    [InlineData("Pacific/Auckland", "99991231")]
    [InlineData("Pacific/Auckland", "00010101T000000")]
    [InlineData("America/New_York", "00010101T000000Z")]
    public void Dates_at_the_ends_of_time_are_read(string zone, string value)
    {
        foreach (var start in new[] { Make.Start("9999-12-30", zone), Make.Start("9999-12-30T00:00:00", zone) })
        {
            string[] lines = ["RRULE:FREQ=DAILY", "RDATE:" + value, "EXDATE:" + value];
            var series = Make.Series(start, lines);
            Assert.All(series.Instances(), instance => Assert.Equal(9999, instance.Local.Year));
            Assert.NotNull(Make.Series(start, "RRULE:FREQ=DAILY;COUNT=2", lines[1]).Last());
            Assert.All(series.RDates, date => Assert.InRange(date.ReadIn(start), Instant.MinValue, Instant.MaxValue));
        }
    }

    [Fact]
    public void The_walk_ends_with_the_year_9999()
    {
        Assert.Equal(["9998-06-01", "9999-06-01"], Make.Locals(Make.Series(Make.Start("9998-06-01"), "RRULE:FREQ=YEARLY")));
        foreach (var zone in Rules.Zones)
            Assert.InRange(Make.Series(Make.Start("9999-12-30T21:00:00", zone), "RRULE:FREQ=HOURLY").Instances().Count(), 22, 27);
    }

    [Fact]
    public void The_walk_can_begin_with_the_year_1()
    {
        foreach (var zone in Rules.Zones)
            Assert.Equal(3, Make.Series(Make.Start("0001-01-01T00:00:00", zone), "RRULE:FREQ=WEEKLY;COUNT=3").Instances().Count());
    }
}
