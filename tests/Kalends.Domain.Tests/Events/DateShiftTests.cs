using Kalends.Domain.Events;
using Kalends.Domain.Time;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Events;

/// <summary>RDATEs and EXDATEs that follow their series, at the end of the calendar and in each way of writing them.</summary>
public sealed class DateShiftTests
{
    private const string Rule = "RRULE:FREQ=WEEKLY;COUNT=5";

    [Theory]
    [InlineData("Asia/Tokyo", "RDATE:99991231T230000Z", 1)] // on the wall in Tokyo that is the year 10000
    [InlineData("Asia/Tokyo", "RDATE:99991231T230000Z", -12)]
    [InlineData("Asia/Tokyo", "EXDATE:99991231T230000Z", 1)]
    [InlineData("America/New_York", "RDATE:99991231T223000", 1)] // in UTC that is the year 10000
    [InlineData("America/New_York", "RDATE;TZID=Asia/Tokyo:99991231T223000", 10)]
    [InlineData("America/New_York", "RDATE:99991231T223000Z", 6)]
    [InlineData("America/New_York", "EXDATE;VALUE=DATE:99991231", 10)]
    [InlineData("America/New_York", "RDATE:00010101T000000Z", -1)]
    [InlineData("Asia/Tokyo", "RDATE;TZID=America/New_York:00010101T000000", -20)]
    [InlineData("America/New_York", "RDATE;VALUE=PERIOD:99991231T100000/PT2H", 3)]
    public void A_date_at_the_end_of_the_calendar_moves_or_goes_and_never_fails(string zone, string line, int hours)
    {
        var moved = Move(Series(zone, line), hours);
        Assert.Equal(Rule, moved.Content.Recurrence[0]);
        var again = Move(moved, -hours);
        Assert.Equal(moved.Content.Recurrence.Length, again.Content.Recurrence.Length);
    }

    [Fact]
    public void A_date_in_utc_that_would_have_no_text_is_written_in_the_zone_of_the_series() =>
        Assert.Equal([Rule, "RDATE:99991231T203000"], Move(Series("America/New_York", "RDATE:99991231T223000Z"), 3).Content.Recurrence);

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(14)]
    public void An_excluded_day_goes_where_its_instance_goes(int hours)
    {
        var series = Series("America/New_York", "EXDATE;VALUE=DATE:20260316");
        var starts = Given.Year(series).Select(one => one.Times.Start + NodaTime.Duration.FromHours(hours));
        Assert.Equal(4, starts.Count());
        Assert.Equal(starts, Given.Year(Move(series, hours)).Select(one => one.Times.Start));
    }

    [Fact]
    public void An_added_day_goes_where_its_instance_goes()
    {
        var series = Series("America/New_York", "RDATE;VALUE=DATE:20260310");
        var starts = Given.Year(series).Select(one => one.Times.Start - NodaTime.Duration.FromHours(2));
        Assert.Equal(starts, Given.Year(Move(series, -2)).Select(one => one.Times.Start));
    }

    // Mondays at nine, of which none is before the clocks change.
    private static Event Series(string zone, string line)
    {
        var draft = Given.Draft("2026-03-09T09:00:00", Rule, line);
        return Given.Event(draft with { Start = draft.Start! with { TimeZone = zone }, End = draft.End! with { TimeZone = zone } });
    }

    private static Event Move(Event series, int hours) => Patch(series, EditScope.All, null, EventMembers.Start | EventMembers.End, draft => draft with
    {
        Start = Later(series.Content.Start, hours),
        End = Later(series.Content.End, hours),
    }).Accept().Result;

    private static EventTimeDraft Later(EventTime time, int hours) => new(
        time.Local.PlusHours(hours).ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", System.Globalization.CultureInfo.InvariantCulture),
        ((EventTime.Moment)time).ZoneId);
}
