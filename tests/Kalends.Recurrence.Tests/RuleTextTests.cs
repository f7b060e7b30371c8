using CsCheck;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.3.10")]
public sealed class RuleTextTests
{
    private static readonly Gen<RecurrenceRule> Any = Rules.Rule(Gen.OneOf(Rules.Coarse, Rules.Fine));

    [Fact]
    public void What_a_rule_writes_reads_as_the_same_rule() =>
        Any.Sample(rule => Assert.Equal(rule, Rules.Parse(rule.ToString())));

    [Fact]
    public void The_order_of_parts_and_the_order_and_repetition_of_values_mean_nothing() =>
        Gen.Select(Any, Gen.Int[0, 10_000]).Sample((rule, seed) =>
        {
            var parts = rule.ToString().Split(';').Select(part => part.Split('=')).Select(
                (part, index) => part[0].StartsWith("BY", StringComparison.Ordinal)
                    ? $"{part[0]}={string.Join(',', Turn(part[1].Split(','), seed + index))}"
                    : string.Join('=', part)).ToArray();
            var text = string.Join(';', Turn(parts, seed)[..parts.Length]);
            Assert.Equal(rule, Rules.Parse(seed % 2 == 0 ? text : text.ToLowerInvariant() + ";"));
        });

    [Theory]
    [InlineData("", "", "")]
    [InlineData("FREQ", "", "FREQ")]
    [InlineData("COUNT=3", "FREQ", "")]
    [InlineData("FREQ=FORTNIGHTLY", "FREQ", "FORTNIGHTLY")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "FREQ", "DAILY")]
    [InlineData("FREQ=DAILY;BYEASTER=0", "BYEASTER", "0")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL", "0")]
    [InlineData("FREQ=DAILY;INTERVAL=2147483648", "INTERVAL", "2147483648")]
    [InlineData("FREQ=DAILY;COUNT=-1", "COUNT", "-1")]
    [InlineData("FREQ=DAILY;COUNT=", "COUNT", "")]
    [InlineData("FREQ=DAILY;UNTIL=20260230", "UNTIL", "20260230")]
    [InlineData("FREQ=DAILY;UNTIL=20260228T250000Z", "UNTIL", "20260228T250000Z")]
    [InlineData("FREQ=DAILY;UNTIL=00000101", "UNTIL", "00000101")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260228", "UNTIL", "20260228")]
    [InlineData("FREQ=DAILY;BYHOUR=24", "BYHOUR", "24")]
    [InlineData("FREQ=DAILY;BYHOUR=1,,2", "BYHOUR", "1,,2")]
    [InlineData("FREQ=DAILY;BYMINUTE=60", "BYMINUTE", "60")]
    [InlineData("FREQ=DAILY;BYSECOND=61", "BYSECOND", "61")]
    [InlineData("FREQ=DAILY;BYMONTH=0", "BYMONTH", "0")]
    [InlineData("FREQ=DAILY;BYMONTH=13", "BYMONTH", "13")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=0", "BYMONTHDAY", "0")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=-32", "BYMONTHDAY", "-32")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY", "367")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO", "54")]
    [InlineData("FREQ=MONTHLY;BYDAY=54MO", "BYDAY", "54MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY", "0MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=MON", "BYDAY", "MON")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS", "0")]
    [InlineData("FREQ=WEEKLY;WKST=1", "WKST", "1")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "BYDAY", "WEEKLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY", "YEARLY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY", "WEEKLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY", "DAILY")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO", "MONTHLY")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS", "MONTHLY")]
    public void A_refusal_names_the_part_and_the_value(string text, string part, string value)
    {
        var refused = Assert.IsType<RuleRefused>(RecurrenceRule.Parse(text));
        Assert.Equal((part, value), (refused.Part, refused.Value));
        Assert.Matches(@"^[A-Z]\w* \w.*[\w)]\.$", refused.Reason);
    }

    [Fact]
    public void Count_and_until_take_each_others_place()
    {
        var rule = Rules.Parse("FREQ=DAILY;COUNT=3");
        var until = rule.WithUntil(Until.At(Make.Utc("2026-01-05T10:00:00Z")));
        Assert.Equal("FREQ=DAILY;UNTIL=20260105T100000Z", until.ToString());
        Assert.Equal("FREQ=DAILY;COUNT=7", until.WithCount(7).ToString());
        Assert.Equal("FREQ=DAILY", until.WithUntil(null).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.WithCount(0));
    }

    [Fact]
    public void Every_part_can_be_read_from_the_rule()
    {
        var rule = Rules.Parse(
            "freq=yearly;interval=2;until=20300101;bymonth=3,1;byyearday=-1,60;bymonthday=2,-3;byday=MO,-1FR;byhour=9;byminute=0,30;bysecond=5;bysetpos=-1;wkst=SU");
        Assert.Equal((Frequency.Yearly, 2, NodaTime.IsoDayOfWeek.Sunday), (rule.Frequency, rule.Interval, rule.WeekStart));
        Assert.Equal([1, 3], rule.ByMonth);
        Assert.Equal([60, -1], rule.ByYearDay);
        Assert.Equal([2, -3], rule.ByMonthDay);
        Assert.Equal(["MO", "-1FR"], rule.ByDay.Select(day => day.ToString()));
        Assert.Equal([9], rule.ByHour);
        Assert.Equal([0, 30], rule.ByMinute);
        Assert.Equal([5], rule.BySecond);
        Assert.Equal([-1], rule.BySetPosition);
        Assert.Equal(
            "FREQ=YEARLY;UNTIL=20300101;INTERVAL=2;BYMONTH=1,3;BYYEARDAY=60,-1;BYMONTHDAY=2,-3;BYDAY=MO,-1FR;BYHOUR=9;BYMINUTE=0,30;BYSECOND=5;BYSETPOS=-1;WKST=SU",
            rule.ToString());
    }

    // A turned list with its first value once more at the end.
    private static string[] Turn(string[] values, int by) => [.. values[(by % values.Length)..], .. values[..(by % values.Length)], values[by % values.Length]];
}
