using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Where the values of a rule begin and end, and when two rules are the same.</summary>
[Rfc("5545", "3.3.4", "3.3.5", "3.3.10")]
public sealed class RuleValueTests
{
    [Theory]
    [InlineData("20260228T000000", "20260228T000000")]
    [InlineData("20260228t235959z", "20260228T235959Z")]
    [InlineData("20260228T235960Z", "20260228T235959Z")]
    [InlineData("00010101", "00010101")]
    [InlineData("99991231", "99991231")]
    [InlineData("20240229", "20240229")]
    [InlineData("20261201", "20261201")]
    public void A_time_that_exists_is_read(string until, string written) =>
        Assert.Equal("FREQ=DAILY;UNTIL=" + written, Rules.Parse("FREQ=DAILY;UNTIL=" + until).ToString());

    [Theory]
    [InlineData("20260228T240000")]
    [InlineData("20260228T006000")]
    [InlineData("20260228T000061")]
    [InlineData("20260228X000000")]
    [InlineData("20260228T00000")]
    [InlineData("20260228T0000000")]
    [InlineData("20260228T00000Z")]
    [InlineData("20260228T0A0000")]
    [InlineData("20260228T000A00")]
    [InlineData("20260228T00000A")]
    [InlineData("20260230T000000")]
    [InlineData("20260029")]
    [InlineData("20261301")]
    [InlineData("20260100")]
    [InlineData("20260132")]
    [InlineData("20230229")]
    [InlineData("2A260101")]
    [InlineData("20261A01")]
    [InlineData("202601A1")]
    public void A_time_that_does_not_exist_is_refused(string until) =>
        Assert.Equal(("UNTIL", until), Refusal("FREQ=DAILY;UNTIL=" + until));

    [Theory]
    [InlineData("FREQ=YEARLY;BYSECOND=0,60;BYMINUTE=0,59;BYHOUR=0,23;BYMONTH=1,12;BYDAY=1MO,53MO,-1SU,-53SU")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1,53,-1,-53;BYYEARDAY=1,366,-1,-366;BYMONTHDAY=1,31,-1,-31;BYDAY=TU,WE;BYSETPOS=1,366,-1,-366")]
    [InlineData("FREQ=DAILY;INTERVAL=2147483647;COUNT=2147483647")]
    [InlineData("FREQ=HOURLY;BYYEARDAY=1")]
    [InlineData("FREQ=MINUTELY;BYYEARDAY=1;BYMONTHDAY=1")]
    [InlineData("FREQ=SECONDLY;BYYEARDAY=-366;BYDAY=MO")]
    [InlineData("FREQ=DAILY;BYSECOND=1;BYSETPOS=1")]
    [InlineData("FREQ=DAILY;BYMINUTE=1;BYSETPOS=1")]
    [InlineData("FREQ=DAILY;BYMONTH=1;BYSETPOS=1")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1;BYSETPOS=1")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYSETPOS=1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=1")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1MO;BYSETPOS=-1")]
    public void The_outermost_values_are_allowed(string text) => Assert.IsType<RuleParsed>(RecurrenceRule.Parse(text));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=+5,-6", "FREQ=MONTHLY;BYMONTHDAY=5,-6")]
    [InlineData("FREQ=MONTHLY;BYDAY=+1mo;", "FREQ=MONTHLY;BYDAY=1MO")]
    [InlineData("FREQ=WEEKLY;INTERVAL=1;WKST=MO", "FREQ=WEEKLY")]
    public void What_needs_not_be_written_is_left_out(string text, string canonical) =>
        Assert.Equal(canonical, Rules.Parse(text).ToString());

    [Theory]
    [InlineData("FREQ=DAILY;;COUNT=2", "", "")]
    [InlineData("FREQ=DAILY;=2", "", "")]
    [InlineData("FREQ=DAILY;BYHOUR=-1", "BYHOUR", "-1")]
    [InlineData("FREQ=DAILY;BYHOUR=/", "BYHOUR", "/")]
    [InlineData("FREQ=DAILY;BYHOUR=:", "BYHOUR", ":")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY", "32")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=--1", "BYMONTHDAY", "--1")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=0", "BYYEARDAY", "0")]
    [InlineData("FREQ=MONTHLY;BYDAY=1", "BYDAY", "1")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX", "BYDAY", "XX")]
    [InlineData("FREQ=MONTHLY;BYDAY=MU", "BYDAY", "MU")]
    [InlineData("FREQ=MONTHLY;BYDAY=TO", "BYDAY", "TO")]
    [InlineData("FREQ=YEARLY;BYMONTH=", "BYMONTH", "")]
    [InlineData("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY", "WEEKLY")]
    [InlineData("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY", "MONTHLY")]
    [InlineData("FREQ=DAILY;BYDAY=1MO", "BYDAY", "DAILY")]
    [InlineData("FREQ=DAILY;BYWEEKNO=1", "BYWEEKNO", "DAILY")]
    public void The_next_values_are_refused(string text, string part, string value)
    {
        var (refusedPart, refusedValue) = Refusal(text);
        Assert.Equal(part, refusedPart);
        Assert.Equal(value, part.Length == 0 ? "" : refusedValue);
    }

    [Fact]
    public void Rules_are_equal_when_their_canonical_texts_are()
    {
        var (one, same, other) = (Rules.Parse("FREQ=DAILY;BYHOUR=1,2"), Rules.Parse("BYHOUR=2,1;FREQ=DAILY"), Rules.Parse("FREQ=DAILY;BYHOUR=1,3"));
        Assert.True(one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(other));
        Assert.False(one.Equals((object)"FREQ=DAILY;BYHOUR=1,2"));
        Assert.False(one.Equals(null));
    }

    [Fact]
    public void What_is_not_given_reads_as_its_default()
    {
        var rule = Rules.Parse("FREQ=DAILY");
        Assert.Equal((1, (int?)null, (Until?)null, IsoDayOfWeek.Monday, Skip.Omit), (rule.Interval, rule.Count, rule.Until, rule.WeekStart, rule.Skip));
        Assert.Empty(rule.ByWeekNumber);
        Assert.Equal(2, rule.WithCount(2).Count);
        Assert.Equal("FREQ=DAILY", rule.WithCount(2).WithCount(null).ToString());
        Assert.Equal([1, 53, -2], Rules.Parse("FREQ=YEARLY;BYWEEKNO=-2,53,1").ByWeekNumber);
    }

    [Fact]
    public void A_sequence_of_instances_can_be_walked_again_but_not_an_enumerator()
    {
        var series = Make.Series(Make.Start("2026-03-02"), "RRULE:FREQ=DAILY;COUNT=2");
        System.Collections.IEnumerable instances = series.Instances();
        Assert.Equal(instances.Cast<Instance>(), instances.Cast<Instance>());
        using var walk = series.Instances().GetEnumerator();
        Assert.True(walk.MoveNext());
        Assert.Equal(((System.Collections.IEnumerator)walk).Current, walk.Current);
        Assert.False(walk.IsExhausted);
        Assert.Throws<NotSupportedException>(() => walk.Reset());
    }

    private static (string Part, string Value) Refusal(string text)
    {
        var refused = Assert.IsType<RuleRefused>(RecurrenceRule.Parse(text));
        return (refused.Part, refused.Value);
    }
}
