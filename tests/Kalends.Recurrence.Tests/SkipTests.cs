using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>RFC 7529, 4.1: what becomes of dates that do not exist.</summary>
[Rfc("7529", "4", "4.1", "4.3")]
public sealed class SkipTests
{
    [Theory]
    [InlineData("2014-01-31", "FREQ=MONTHLY;COUNT=4", "2014-01-31,2014-03-31,2014-05-31,2014-07-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=4", "2014-01-31,2014-03-31,2014-05-31,2014-07-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT;COUNT=4", "2014-01-31,2014-03-31,2014-05-31,2014-07-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4", "2014-01-31,2014-02-28,2014-03-31,2014-04-30")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4", "2014-01-31,2014-03-01,2014-03-31,2014-05-01")]
    [InlineData("2014-01-31", "RSCALE=gregorian;FREQ=MONTHLY;SKIP=forward;INTERVAL=13;COUNT=4", "2014-01-31,2015-03-01,2016-03-31,2017-05-01")]
    [InlineData("2012-02-29", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;COUNT=5", "2012-02-29,2013-02-28,2014-02-28,2015-02-28,2016-02-29")]
    [InlineData("2012-02-29", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=5", "2012-02-29,2013-03-01,2014-03-01,2015-03-01,2016-02-29")]
    [InlineData("2014-01-29", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=28,29,30;COUNT=6", "2014-01-29,2014-01-30,2014-02-28,2014-03-28,2014-03-29,2014-03-30")]
    [InlineData("2014-01-01", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;BYMONTHDAY=1,30,31;COUNT=7", "2014-01-01,2014-01-30,2014-01-31,2014-02-01,2014-03-01,2014-03-30,2014-03-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYDAY=FR,SA;BYMONTHDAY=31;COUNT=3", "2014-01-31,2014-02-28,2014-05-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=-30;COUNT=3", "2014-01-31,2014-03-02,2014-04-01")]
    [InlineData("2014-12-31", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;BYYEARDAY=366;COUNT=2", "2014-12-31,2016-12-31")]
    [InlineData("2014-01-31", "RSCALE=GREGORIAN;FREQ=DAILY;SKIP=FORWARD;BYMONTHDAY=31;COUNT=3", "2014-01-31,2014-03-31,2014-05-31")]
    public void A_date_that_does_not_exist(string start, string rule, string expected) =>
        Assert.Equal(expected.Split(','), Make.Locals(Make.Series(Make.Start(start), "RRULE:" + rule)));

    [Theory]
    [InlineData("RSCALE=HEBREW;FREQ=YEARLY", "RSCALE")]
    [InlineData("RSCALE=CHINESE;FREQ=YEARLY;SKIP=FORWARD", "RSCALE")]
    [InlineData("FREQ=MONTHLY;SKIP=BACKWARD", "SKIP")]
    [InlineData("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=NEXT", "SKIP")]
    [InlineData("RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=5L", "BYMONTH")]
    public void What_is_not_computed_is_refused(string rule, string part) =>
        Assert.Equal(part, Assert.IsType<RuleRefused>(RecurrenceRule.Parse(rule)).Part);

    [Theory]
    [InlineData("RSCALE=GREGORIAN;FREQ=MONTHLY", "FREQ=MONTHLY")]
    [InlineData("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT", "FREQ=MONTHLY")]
    [InlineData("SKIP=backward;FREQ=MONTHLY;BYMONTHDAY=31;RSCALE=gregorian", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=31")]
    public void The_canonical_text_names_the_scale_only_with_a_skip(string rule, string canonical)
    {
        Assert.Equal(canonical, Rules.Parse(rule).ToString());
        Assert.Equal(Rules.Parse(canonical), Rules.Parse(rule));
    }

    [Fact]
    public void Months_give_what_moving_each_date_by_itself_gives() =>
        (from day in Gen.Int[0, 400]
         from days in Gen.Int[1, 31].Array[1, 4]
         from interval in Gen.Int[1, 5]
         from months in Gen.OneOf("", ";BYMONTH=1,2,4", ";BYMONTH=2")
         from hours in Gen.OneOf("", ";BYHOUR=6,18")
         from positions in Gen.OneOf("", ";BYSETPOS=-1", ";BYSETPOS=2", ";BYSETPOS=1,-2")
         from skip in Gen.OneOf(Skip.Backward, Skip.Forward)
         select (new SeriesStart(new LocalDateTime(2023, 1, 1, 12, 0).PlusDays(day), false, DateTimeZone.Utc),
             Rules.Parse($"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP={skip};INTERVAL={interval};BYMONTHDAY={string.Join(',', days)}{months}{hours}{positions}"))).Sample(
            (start, rule) =>
            {
                var end = start.Local.PlusYears(6);
                var expected = Expected(start.Local, rule).Where(at => at >= start.Local && at < end).Prepend(start.Local).Distinct().Order().ToArray();
                var series = Series.Create(start, [rule], [], []);
                Assert.Equal(expected, series.Instances().Select(instance => instance.Local).TakeWhile(local => local < end));
                var from = expected[expected.Length / 2];
                Assert.Equal(
                    expected.Where(at => at >= from),
                    series.StartingIn(from.InUtc().ToInstant(), end.InUtc().ToInstant()).Select(instance => instance.Local));
            }, iter: Make.Runs(100));

    private static IEnumerable<LocalDateTime> Expected(LocalDateTime start, RecurrenceRule rule)
    {
        for (var (count, month) = (0, start.Date.With(DateAdjusters.StartOfMonth)); count < 90; count++, month = month.PlusMonths(1))
        {
            // The month before the start's own may reach into it, too.
            var nominal = month.PlusMonths(-1);
            if ((count - 1) % rule.Interval != 0 || rule.ByMonth.Count > 0 && !rule.ByMonth.Contains(nominal.Month))
                continue;
            var length = nominal.Calendar.GetDaysInMonth(nominal.Year, nominal.Month);
            var dates = rule.ByMonthDay.Select(day => day <= length ? nominal.PlusDays(day - 1)
                : nominal.PlusDays(rule.Skip == Skip.Backward ? length - 1 : length)).Distinct().Order();
            var hours = rule.ByHour.Count > 0 ? rule.ByHour : [12];
            var set = dates.SelectMany(date => hours.Select(hour => date.At(new LocalTime(hour, 0)))).ToArray();
            foreach (var at in rule.BySetPosition.Count == 0 ? set : Choose(set, rule.BySetPosition))
                yield return at;
        }
    }

    private static IEnumerable<LocalDateTime> Choose(LocalDateTime[] set, IReadOnlyList<int> positions) =>
        positions.Select(position => position > 0 ? position - 1 : set.Length + position)
            .Where(index => index >= 0 && index < set.Length).Select(index => set[index]);
}
