using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using NodaTime;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Occurrences;

public sealed class EventExpansionTests
{
    [Fact]
    public void Timed_instances_keep_the_exact_duration_over_a_change_of_clocks()
    {
        var nights = Given.Event(new EventDraft
        {
            Title = "Night",
            Start = new EventTimeDraft("2026-03-06T22:00:00"),
            End = new EventTimeDraft("2026-03-07T06:00:00"),
            Recurrence = ["RRULE:FREQ=DAILY;COUNT=3"],
        });
        Assert.Equal(["2026-03-07T06:00", "2026-03-08T07:00", "2026-03-09T06:00"], Given.Year(nights).Select(Given.End));
    }

    [Fact]
    public void All_day_instances_span_midnights_of_the_calendars_zone()
    {
        var days = Given.Year(Given.Event(Given.AllDay("2026-03-07", "2026-03-09", "RRULE:FREQ=WEEKLY;COUNT=2")));
        Assert.Equal(Instant.FromUtc(2026, 3, 7, 5, 0), days[0].Times.Start);
        Assert.Equal(Instant.FromUtc(2026, 3, 9, 4, 0), days[0].Times.End);
        Assert.Equal(Instant.FromUtc(2026, 3, 14, 4, 0), days[1].Times.Start);
        Assert.Null(days[0].Face.StartZone);
    }

    [Fact]
    public void Start_and_end_are_each_shown_in_their_own_zone()
    {
        var flight = Assert.Single(Given.Year(Given.Event(new EventDraft
        {
            Title = "Flight",
            Start = new EventTimeDraft("2026-03-02T18:00:00", "America/New_York"),
            End = new EventTimeDraft("2026-03-03T07:30:00", "Europe/Zurich"),
        })));
        Assert.Equal(("2026-03-02T18:00", "2026-03-03T07:30"), (Given.Start(flight), Given.End(flight)));
        Assert.Equal(("America/New_York", "Europe/Zurich"), (flight.Face.StartZone, flight.Face.EndZone));
        Assert.Equal(Duration.FromHours(7.5), flight.Times.End - flight.Times.Start);
    }

    [Fact]
    public void A_time_in_a_gap_shows_as_the_clock_that_is_reached()
    {
        var occurrence = Assert.Single(Given.Year(Given.Event("2026-03-08T02:30:00")));
        Assert.Equal("2026-03-08T03:30:00-04:00", new ResolvedTime(occurrence.Times.Start, occurrence.Times.StartOffset).ToString());
    }

    [Theory]
    [InlineData("2026-03-02T13:59:59Z", "2026-03-02T14:00:00Z", false)]
    [InlineData("2026-03-02T14:59:59Z", "2026-03-02T15:30:00Z", true)]
    [InlineData("2026-03-02T15:00:00Z", "2026-03-02T16:00:00Z", false)]
    [InlineData("2026-03-02T14:30:00Z", "2026-03-02T14:30:01Z", true)]
    public void An_occurrence_is_in_a_range_that_it_shares_time_with(string from, string to, bool isIn) =>
        Assert.Equal(isIn, Within(Given.Event("2026-03-02T09:00:00"), from, to).Length == 1);

    [Theory]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02T14:00:00Z", false)]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T14:00:01Z", true)]
    public void An_occurrence_of_no_length_is_in_the_range_that_begins_with_it(string from, string to, bool isIn)
    {
        var moment = new EventTimeDraft("2026-03-02T09:00:00");
        Assert.Equal(isIn, Within(Given.Event(new EventDraft { Title = "x", Start = moment, End = moment }), from, to).Length == 1);
        var series = Given.Event(new EventDraft { Title = "x", Start = moment, End = moment, Recurrence = ["RRULE:FREQ=DAILY"] });
        Assert.Equal(isIn, Within(series, from, to).Length == 1);
    }

    [Fact]
    public void An_instance_is_found_where_it_was_moved_to_and_not_where_it_was()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY");
        var moved = Move(series, EditScope.This, "2026-03-09T09:00:00", "2026-06-02T15:00:00", "2026-06-02T16:00:00").Accept().Result;
        Assert.Empty(Within(moved, "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"));
        var found = Assert.Single(Within(moved, "2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z"));
        Assert.Equal("2026-03-09T09:00", Given.Original(found));
        Assert.True(found.Face.IsModified);
    }

    [Fact]
    public void Occurrences_share_the_faces_of_their_event()
    {
        var series = Retitle(Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=100"), EditScope.This, "2026-03-09T09:00:00", "Special");
        Assert.Equal(2, Given.Year(series).Select(o => o.Face).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void An_override_of_no_instance_has_no_effect()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=3");
        var stray = new Override(new EventTime.Moment(new(2026, 3, 3, 9, 0), Given.Zone)) { Title = "Stray" };
        Assert.Equal(Given.Year(series), Given.Year(series with { Overrides = [stray] }));
    }

    [Fact]
    public void Ids_of_single_events_do_not_depend_on_their_time_and_those_of_instances_do()
    {
        var single = Given.Event("2026-03-02T09:00:00");
        var elsewhere = Move(single, EditScope.All, null, "2026-05-02T09:00:00", "2026-05-02T10:00:00").Accept().Result;
        Assert.Equal(Given.Year(single)[0].Id, Given.Year(elsewhere)[0].Id);

        var series = Given.Year(Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=50"));
        Assert.Equal(50, series.Select(o => o.Id).Distinct().Count());
        Assert.DoesNotContain(Given.Year(single)[0].Id, series.Select(o => o.Id));
    }

    [Fact]
    public void An_id_once_given_is_given_for_ever()
    {
        // Clients keep these: a change of the hash would orphan what they have stored.
        Assert.Equal("cc5f6bb5-ea2a-8926-b516-7f6a776c7e6a", Given.Year(Given.Event("2026-03-02T09:00:00"))[0].Id.ToString());
        Assert.Equal("dfa725d7-7d89-8d3c-9e4f-5ac5352e4e62", Given.Year(Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=1"))[0].Id.ToString());
    }

    [Fact]
    public void Occurrences_come_by_start_then_id()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=30");
        foreach (var day in Enumerable.Range(3, 20))
            series = Move(series, EditScope.This, $"2026-03-{day:D2}T09:00:00", "2026-03-25T09:00:00", "2026-03-25T10:00:00").Accept().Result;
        var year = Given.Year(series);
        Assert.Equal(30, year.Count);
        Assert.Equal(year.Order(OccurrenceOrder.Instance), year);
    }

    [Fact]
    public void Lines_that_cannot_be_read_any_more_leave_the_first_instance()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=30");
        var broken = series with { Content = series.Content with { Recurrence = ["RRULE:FREQ=LUNAR"] } };
        Assert.Equal(["2026-03-02T09:00"], Given.Starts(broken));
    }

    private static Occurrence[] Within(Event @event, string from, string to) =>
        [.. new EventExpansion(Given.Rules, Given.Zone, @event).Overlapping(InstantText.Read(from)!.Value, InstantText.Read(to)!.Value)];
}
