using Kalends.Domain.Time;

namespace Kalends.Domain.Tests.Time;

public sealed class EventTimeReadingTests
{
    public static IEnumerable<TheoryDataRow<string>> Times => Rows.Of("event-times.txt");

    [Theory, MemberData(nameof(Times))]
    public void An_event_time_is_read_or_the_member_at_fault_named(string row)
    {
        var columns = Rows.Columns(row);
        var draft = new EventTimeDraft(Rows.OrNull(columns[0]), Rows.OrNull(columns[1]), Rows.OrNull(columns[2]));
        var errors = new InputErrors();

        var time = new EventTimeReading(Given.Rules, Given.Zone, columns[3] == "series", errors).Read("start", draft);

        Assert.Equal(columns[4], time is null ? Assert.Single(errors.ToRefusal().Errors).Key : Text(time));
        Assert.Equal(time is null, errors.Any);
    }

    [Fact]
    public void A_time_in_a_gap_is_the_instant_that_the_offset_before_it_gives() =>
        Assert.Equal("2026-03-08T02:30:00-05:00", Resolve("2026-03-08T02:30:00"));

    [Theory]
    [InlineData("2026-11-01T01:30:00", "2026-11-01T01:30:00-04:00")]
    [InlineData("2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-05:00")]
    public void A_time_in_an_overlap_is_the_first_unless_the_offset_says_second(string written, string resolved) =>
        Assert.Equal(resolved, Resolve(written));

    [Fact]
    public void A_text_that_was_written_is_read_as_the_same_time_again()
    {
        foreach (var row in Rows.Lines("event-times.txt").Select(Rows.Columns).Where(columns => columns[4].Contains(' ', StringComparison.Ordinal)))
        {
            var isSeries = row[3] == "series";
            var time = Read(new EventTimeDraft(row[0], Rows.OrNull(row[1])), isSeries);
            var again = Read(Written.Time(time), isSeries);
            Assert.Equal(time, again);
        }
    }

    private static string Resolve(string text) => Read(new EventTimeDraft(text, Given.Zone), false).Resolve(Given.Rules, Given.Zone).ToString();

    private static EventTime Read(EventTimeDraft draft, bool isSeries) =>
        new EventTimeReading(Given.Rules, Given.Zone, isSeries, new InputErrors()).Read("start", draft)!;

    private static string Text(EventTime time) => time switch
    {
        EventTime.Moment moment => $"{moment.At:uuuu-MM-ddTHH:mm:ss} {moment.ZoneId}{(moment.SecondReading ? " 2nd" : "")}",
        _ => $"{time.Local.Date:uuuu-MM-dd}",
    };
}
