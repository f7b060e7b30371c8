using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;

namespace Kalends.Domain.Tests.Events;

public sealed class MoveEventTests
{
    private static readonly CalendarId Target = new(20);
    private static readonly Event Made = Given.Event("2026-03-02T09:00:00");
    private static readonly EventChange Departure = Depart(Made, Target);

    [Fact]
    public void The_source_keeps_a_tombstone_that_names_the_target()
    {
        Assert.Equal((Made.Id, Given.CalendarId, Target), (Departure.After.Id, Departure.After.CalendarId, Departure.After.MovedTo));
        Assert.Equal((2, 2, false), (Departure.After.Version, Departure.After.Revision, Departure.After.IsLive));
        Assert.Equal(HistoryAction.Moved, Assert.Single(Departure.History).Action);
        Assert.Empty(Given.Year(Departure.After));
    }

    [Fact]
    public void In_the_target_the_event_arrives_with_its_id_and_its_whole_history()
    {
        var arrival = MoveEvent.Arrive(Departure.After, Departure.History, atTarget: null)!;
        Assert.Equal(Made with { CalendarId = Target, Version = 2, Revision = 1 }, arrival.After with { Merge = null });
        Assert.Equal(Departure.History, arrival.History);
    }

    [Fact]
    public void It_may_come_back_to_where_its_tombstone_lies()
    {
        var arrived = MoveEvent.Arrive(Departure.After, Departure.History, null)!.After;
        var back = MoveEvent.Arrive(Depart(arrived, Given.CalendarId).After, [], Departure.After)!.After;
        Assert.Equal((Given.CalendarId, 3, 3, true), (back.CalendarId, back.Version, back.Revision, back.IsLive));
    }

    [Fact]
    public void Arriving_twice_changes_nothing()
    {
        var arrived = MoveEvent.Arrive(Departure.After, Departure.History, null)!.After;
        Assert.Null(MoveEvent.Arrive(Departure.After, Departure.History, arrived));
    }

    [Fact]
    public void A_move_to_where_it_lies_is_refused() => Assert.Equal(
        ["calendarId"],
        Given.Refused<Refusal.Invalid>(new MoveEvent(Given.Owner, Made, Given.CalendarId).Decide(Given.Rules, Given.Now)).Errors.Keys);

    [Fact]
    public void What_has_moved_away_is_not_moved_again() =>
        Given.Refused<Refusal.NotFound>(new MoveEvent(Given.Owner, Departure.After, new CalendarId(30)).Decide(Given.Rules, Given.Now));

    private static EventChange Depart(Event current, CalendarId target) =>
        Assert.Single(Given.Accepted(new MoveEvent(Given.Owner, current, target).Decide(Given.Rules, Given.Now)).Changes);
}
