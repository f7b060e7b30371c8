using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.3.10")]
public sealed class OracleTests
{
    private static readonly Gen<(SeriesStart Start, RecurrenceRule Rule)> Coarse =
        Gen.Select(Rules.Start, Rules.Rule(Rules.Coarse));

    private static readonly Gen<(SeriesStart Start, RecurrenceRule Rule)> Fine =
        Gen.Select(Rules.Start.Select(start => start with { IsDate = false }), Rules.Rule(Rules.Fine));

    private static readonly Gen<int> Counts = Gen.Int[1, 40];

    [Fact]
    public void Rules_of_days_and_more_give_what_a_search_through_every_day_finds() =>
        Coarse.Sample((start, rule) => AssertSame(start, rule, start.Local.PlusDays(900)), iter: 2_000);

    [Fact]
    public void Rules_within_the_day_give_what_a_search_through_every_second_finds() =>
        Fine.Sample((start, rule) => AssertSame(start, rule, start.Local.PlusDays(2)), iter: 500);

    [Fact]
    public void Count_ends_the_set_where_the_search_ends_it() =>
        Gen.Select(Coarse, Counts).Sample(
            (set, count) => AssertSame(set.Start, set.Rule.WithCount(count), set.Start.Local.PlusDays(900)), iter: 1_000);

    [Fact]
    public void Until_ends_the_set_where_the_search_ends_it() =>
        Gen.Select(Coarse, Gen.Int[0, 400 * 24], Gen.Enum<UntilForm>()).Sample(
            (set, hours, form) => AssertSame(
                set.Start, set.Rule.WithUntil(Until(set.Start.Local.PlusHours(hours), form)), set.Start.Local.PlusDays(900)), iter: 1_000);

    [Fact]
    public void Weeks_of_the_year_around_new_year_are_those_that_a_search_finds() =>
        (from year in Gen.Int[1995, 2040]
         from day in Gen.Int[-8, 8]
         from interval in Gen.Int[1, 4]
         from weeks in Gen.OneOf("1", "-1", "53", "52", "1,52,53", "-53", "-52,2")
         from days in Gen.OneOf("", ";BYDAY=MO,TH", ";BYDAY=SU", ";BYMONTH=1", ";BYMONTH=12;BYDAY=WE,SA", ";BYYEARDAY=1,2,3,-1", ";BYDAY=MO,TU,SU;BYSETPOS=1,-1")
         from weekStart in Gen.OneOf("MO", "TU", "TH", "SA", "SU")
         select (new SeriesStart(new LocalDateTime(year, 1, 1, 9, 0).PlusDays(day), false, DateTimeZone.Utc),
             Rules.Parse($"FREQ=YEARLY;INTERVAL={interval};BYWEEKNO={weeks}{days};WKST={weekStart}"))).Sample(
            (start, rule) => AssertSame(start, rule, start.Local.PlusYears(12)), iter: 500);

    /// <summary><c>UPDATE_SNAPSHOTS=1</c> writes them anew (beside the test's binaries, to be copied).</summary>
    [Fact]
    public void The_kept_rules_are_those_that_the_search_finds()
    {
        var kept = DataFile.Path("searched.tsv");
        var found = SearchedRule.Search(coarse: 500, fine: 120).Select(searched => searched.ToString()).ToArray();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllLines(kept, found);
        Assert.Equal(found, File.ReadLines(kept));
    }

    private static Until Until(LocalDateTime value, UntilForm form) =>
        new(form == UntilForm.Date ? value.Date.AtMidnight() : value, form);

    private static void AssertSame(SeriesStart start, RecurrenceRule rule, LocalDateTime end)
    {
        var oracle = new Oracle(rule, start);
        var series = Series.Create(start, [rule], [], []);
        var given = series.StartingIn(Instant.MinValue, oracle.Resolve(end)).Select(instance => instance.Start);
        Assert.Equal(oracle.Instants(end), given);
    }
}
