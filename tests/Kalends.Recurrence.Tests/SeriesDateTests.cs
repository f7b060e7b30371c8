using NodaTime;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.8.5.1", "3.8.5.2")]
public sealed class SeriesDateTests
{
    private static readonly SeriesStart NineInNewYork = Make.Start("2026-03-02T09:00:00", "America/New_York");

    [Theory]
    [InlineData("EXDATE:20260303T090000")]
    [InlineData("EXDATE:20260303T140000Z")]
    [InlineData("EXDATE;TZID=America/New_York:20260303T090000")]
    [InlineData("EXDATE;TZID=\"Europe/Berlin\";X-WHY=\"a:b;c\":20260303T150000")]
    [InlineData("exdate;value=date-time:20260303T090000")]
    public void Exdate_matches_by_instant_however_it_is_written(string line) =>
        Assert.Equal(
            ["2026-03-02T09:00:00", "2026-03-04T09:00:00"],
            Make.Locals(Make.Series(NineInNewYork, "RRULE:FREQ=DAILY;COUNT=3", line)));

    [Fact]
    public void Exdate_of_a_date_takes_the_whole_local_day_from_a_timed_series() =>
        Assert.Equal(
            ["2026-03-02T21:00:00", "2026-03-04T09:00:00"],
            Make.Locals(Make.Series(
                NineInNewYork with { Local = Make.Local("2026-03-02T21:00:00") }, "RRULE:FREQ=HOURLY;INTERVAL=12;COUNT=4", "EXDATE;VALUE=DATE:20260303")));

    [Fact]
    public void Exdate_with_a_time_takes_its_day_from_an_all_day_series() =>
        Assert.Equal(
            ["2026-03-02", "2026-03-04"],
            Make.Locals(Make.Series(Make.Start("2026-03-02", "Europe/Berlin"), "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260302T230000Z")));

    [Fact]
    public void Exdate_does_not_give_its_place_in_count_to_another() =>
        Assert.Equal(2, Make.Series(NineInNewYork, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260302T090000").Instances().Count());

    [Fact]
    public void Exdate_can_take_away_everything()
    {
        var series = Make.Series(NineInNewYork, "EXDATE:20260302T090000");
        Assert.Empty(series.Instances());
        Assert.Null(series.Last());
    }

    [Fact]
    public void Rdate_adds_and_is_not_counted() =>
        Assert.Equal(
            ["2026-03-02T09:00:00", "2026-03-02T10:30:00", "2026-03-03T09:00:00", "2026-03-09T09:00:00"],
            Make.Locals(Make.Series(NineInNewYork, "RRULE:FREQ=DAILY;COUNT=2", "RDATE:20260302T103000,20260303T090000", "RDATE;VALUE=DATE:20260309")));

    [Fact]
    public void Rdate_before_the_start_has_no_effect() =>
        Assert.Equal(["2026-03-02T09:00:00"], Make.Locals(Make.Series(NineInNewYork, "RDATE:20260228T090000")));

    [Fact]
    public void A_series_may_have_dates_alone() =>
        Assert.Equal(["2026-03-02", "2026-05-01"], Make.Locals(Make.Series(Make.Start("2026-03-02"), "RDATE;VALUE=DATE:20260501")));

    [Theory]
    [InlineData("RDATE;VALUE=PERIOD:20260303T100000/PT90M", 5400)]
    [InlineData("RDATE;VALUE=PERIOD:20260303T150000Z/20260303T160000Z", 3600)]
    [InlineData("RDATE;VALUE=PERIOD;TZID=America/New_York:20260307T100000/P1D", 23 * 3600)]
    [InlineData("RDATE;VALUE=PERIOD:20260303T100000/P1W2DT1H2M3S", 9 * 86400 + 3723 - 3600)]
    [InlineData("RDATE;VALUE=PERIOD:20260303T100000/+P1D", 86400)]
    [InlineData("rdate;value=period:20260303t150000z/p1dt999999999s", 86400 + 999_999_999)]
    [InlineData("RDATE;VALUE=PERIOD:20260303T100000/20260303T160000Z", 3600)]
    public void A_period_brings_its_own_duration(string line, int seconds)
    {
        var last = Make.Series(NineInNewYork, line).Instances().Last();
        Assert.Equal(Duration.FromSeconds(seconds), last.OwnDuration);
    }

    [Fact]
    public void A_period_on_an_instance_of_the_rule_sets_its_duration()
    {
        var series = Make.Series(NineInNewYork, "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=PERIOD:20260303T090000/PT3H");
        Assert.Equal([null, Duration.FromHours(3)], series.Instances().Select(instance => instance.OwnDuration));
    }

    [Theory]
    [InlineData("PT45S")]
    [InlineData("PT2M")]
    [InlineData("PT1H0M1S")]
    [InlineData("PT876576H")]
    public void A_period_is_written_as_its_shortest_exact_duration(string duration)
    {
        var line = "RDATE;VALUE=PERIOD:20260303T150000Z/" + duration;
        Assert.Equal([line], Make.Series(NineInNewYork, line).ToLines());
    }

    [Theory]
    [InlineData("RDATE;VALUE=PERIOD:20260308T090000/21260305T100000")]
    [InlineData("RDATE;VALUE=PERIOD:00010101T000000/99981231T235959")]
    public void A_period_of_centuries_is_written_and_read_again(string line)
    {
        var series = Make.Series(NineInNewYork, line);
        Assert.Equal(series.RDates, Make.Series(NineInNewYork, [.. series.ToLines()]).RDates);
    }

    [Theory]
    [InlineData("PT999999999H")]
    [InlineData("P6999999D")]
    [InlineData("P999999W999999W999999W999999W")]
    [InlineData("P2912390DT23H")]
    [InlineData("PT999999999H999999999H999999999H")]
    public void A_period_that_ends_behind_the_year_9999_is_refused(string duration) =>
        Assert.Equal("RDATE", Assert.IsType<SeriesRefused>(Make.Read(NineInNewYork, "RDATE;VALUE=PERIOD:20260303T150000Z/" + duration)).Part);

    [Theory]
    [InlineData("EXRULE:FREQ=DAILY", "EXRULE")]
    [InlineData("DTSTART:20260301T000000", "DTSTART")]
    [InlineData("nonsense", "")]
    [InlineData("RRULE;X=\"open:FREQ=DAILY", "")]
    [InlineData("RRULE:FREQ=DAILY;BYMONTH=13", "BYMONTH")]
    [InlineData("RDATE;TZID=Mars/Base:20260301T000000", "TZID")]
    [InlineData("RDATE;VALUE=TEXT:20260301T000000", "VALUE")]
    [InlineData("EXDATE;VALUE=PERIOD:20260301T000000/PT1H", "VALUE")]
    [InlineData("EXDATE;VALUE=DATE:20260301T000000", "EXDATE")]
    [InlineData("RDATE;VALUE=DATE-TIME:20260301", "RDATE")]
    [InlineData("RDATE:", "RDATE")]
    [InlineData("RDATE:20260301T000000,", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T000000/-PT1H", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T000000/PT0S", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/20260301T090000", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/P1DT", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PT1000000000S", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301/PT1H", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/20260302", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/P", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PT", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PT1", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PTH", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/P1H", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PT1D", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/PT1W", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/P1M", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/P1S", "RDATE")]
    [InlineData("RDATE;VALUE=PERIOD:20260301T100000/T1H", "RDATE")]
    [InlineData("RDATE;TZID:20260301T100000", "")]
    [InlineData("RDATE;TZID=Europe/Berlin", "")]
    [InlineData("RDATE;TZID=\"Europe/Berlin\"20260301T100000", "")]
    [InlineData("RDATE;TZID=\"Europe/Berlin\"", "")]
    [InlineData(":20260301T100000", "")]
    public void A_refusal_names_the_line_and_the_part(string line, string part)
    {
        var refused = Assert.IsType<SeriesRefused>(Make.Read(NineInNewYork, "RRULE:FREQ=DAILY", line));
        Assert.Equal((1, part), (refused.Line, refused.Part));
        Assert.Matches(@"^[A-Z]\w* \w.*\w\.$", refused.Reason);
    }

    [Theory]
    [InlineData("RRULE:FREQ=HOURLY", "FREQ")]
    [InlineData("RDATE;VALUE=PERIOD:20260303T100000/PT90M", "VALUE")]
    public void An_all_day_series_has_no_use_for_hours(string line, string part)
    {
        var refused = Assert.IsType<SeriesRefused>(Make.Read(Make.Start("2026-03-02"), line));
        Assert.Equal(part, refused.Part);
        Assert.EndsWith(".", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_all_day_series_is_not_made_of_hours()
    {
        var start = Make.Start("2026-03-02");
        Assert.Throws<ArgumentException>(() => Series.Create(start, [Rules.Parse("FREQ=DAILY"), Rules.Parse("FREQ=HOURLY")], [], []));
        Assert.Throws<ArgumentException>(() => Series.Create(start with { Local = start.Local.PlusHours(1) }, [], [], []));
        Assert.Single(Series.Create(start with { Local = start.Local.PlusHours(1), IsDate = false }, [], [], []).Instances());
        Assert.Equal(2, Series.Create(start, [Rules.Parse("FREQ=DAILY;COUNT=2")], [], []).Instances().Count());
    }

    [Fact]
    public void Lines_written_read_as_the_same_series()
    {
        string[] lines =
        [
            "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=MONTHLY", "RDATE:20260302T103000,20260303T090000", "RDATE;VALUE=DATE:20260309",
            "RDATE;VALUE=PERIOD:20260303T150000Z/PT1H", "EXDATE;TZID=Europe/Berlin:20260303T150000", "EXDATE:20260304T140000Z",
        ];
        var series = Make.Series(NineInNewYork, lines);
        Assert.Equal(lines, series.ToLines());
        Assert.Equal(series.ExDates.Select(Named), Make.Series(NineInNewYork, [.. series.ToLines()]).ExDates.Select(Named));

        static (LocalDateTime, SeriesDateForm, string?) Named(SeriesDate date) => (date.Value, date.Form, date.Zone?.Id);
    }

    [Theory]
    [InlineData("EXDATE:20260303T090000", "EXDATE:20260310T100000")]
    [InlineData("EXDATE:20260303T140000Z", "EXDATE:20260310T140000Z")]
    [InlineData("EXDATE;TZID=Europe/Berlin:20260303T150000", "EXDATE;TZID=Europe/Berlin:20260310T150000")]
    [InlineData("EXDATE;VALUE=DATE:20260303", "EXDATE;VALUE=DATE:20260310")]
    public void Shifting_moves_wall_clock_time_in_the_zone_of_the_series(string line, string expected)
    {
        var series = Make.Series(NineInNewYork, line);
        var week = Period.FromDays(7) + Period.FromHours(1);
        var shifted = series.ExDates.Select(date => date.ShiftedBy(week, series.Start)).ToArray();
        Assert.Equal([expected], Series.Create(series.Start, [], [], shifted).ToLines());
    }
}
