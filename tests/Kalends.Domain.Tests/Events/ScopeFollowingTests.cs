using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Events;

public sealed class ScopeFollowingTests
{
    private const string Third = "2026-03-16T09:00:00";

    // Mondays at nine: March 2, 9, 16, 23, 30.
    private static readonly Event Series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20260309T090000,20260323T090000");

    [Fact]
    public void The_series_ends_before_the_instance_and_a_new_event_goes_on()
    {
        var accepted = Patch(Series, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept();

        var (first, second) = (accepted.Changes[0].After, accepted.Changes[1].After);
        Assert.Equal(second, accepted.Result);
        Assert.Equal((Series.Id, 2, "Standup"), (first.Id, first.Version, first.Content.Title));
        Assert.Equal((Given.NewId, 1, 1, "Retro"), (second.Id, second.Version, second.Revision, second.Content.Title));
        Assert.Equal(["2026-03-02T09:00"], Given.Starts(first));
        Assert.Equal(["2026-03-16T09:00", "2026-03-30T09:00"], Given.Starts(second));
        Assert.NotEqual(first.ICalUid, second.ICalUid);
    }

    [Fact]
    public void Count_is_divided_and_the_first_part_ends_by_an_instant()
    {
        var accepted = Patch(Series, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        Assert.Equal(["RRULE:FREQ=WEEKLY;UNTIL=20260316T125959Z", "EXDATE:20260309T090000"], accepted.Changes[0].After.Content.Recurrence);
        Assert.Equal(["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260323T090000"], accepted.Result.Content.Recurrence);
    }

    [Fact]
    public void Until_is_kept_and_an_all_day_series_ends_by_a_date()
    {
        var days = Given.Event(Given.AllDay("2026-03-02", "2026-03-03", "RRULE:FREQ=DAILY;UNTIL=20260306"));
        var accepted = Patch(days, EditScope.Following, "2026-03-05", EventMembers.Title, d => d with { Title = "Rest" }).Accept();
        Assert.Equal(["RRULE:FREQ=DAILY;UNTIL=20260304"], accepted.Changes[0].After.Content.Recurrence);
        Assert.Equal(["RRULE:FREQ=DAILY;UNTIL=20260306"], accepted.Result.Content.Recurrence);
    }

    [Fact]
    public void Both_histories_tell()
    {
        var accepted = Patch(Series, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        var (first, second) = (accepted.Changes[0].History[0], accepted.Changes[1].History[0]);
        Assert.Equal((HistoryAction.Updated, EditScope.Following), (first.Action, first.Scope));
        Assert.Equal(["recurrence"], first.Changed);
        Assert.Equal((HistoryAction.Created, EditScope.Following), (second.Action, second.Scope));
    }

    [Fact]
    public void A_recurrence_sent_as_it_was_read_is_split()
    {
        var sent = Put(Series, EditScope.Following, Third, Draft(Series.Content) with
        {
            Start = new EventTimeDraft(Third, Given.Zone),
            End = new EventTimeDraft("2026-03-16T10:00:00", Given.Zone),
        }).Accept();
        Assert.Equal(["2026-03-16T09:00", "2026-03-30T09:00"], Given.Starts(sent.Result));
    }

    [Fact]
    public void Another_recurrence_stands_as_sent_for_the_new_event()
    {
        var sent = Patch(Series, EditScope.Following, Third, EventMembers.Recurrence, d => d with { Recurrence = ["RRULE:FREQ=DAILY;COUNT=5"] }).Accept();
        Assert.Equal(["RRULE:FREQ=DAILY;COUNT=5"], sent.Result.Content.Recurrence);
        Assert.Equal(["2026-03-02T09:00"], Given.Starts(sent.Changes[0].After));
    }

    [Fact]
    public void An_empty_recurrence_makes_the_new_event_single()
    {
        var sent = Patch(Series, EditScope.Following, Third, EventMembers.Recurrence, d => d with { Recurrence = [] }).Accept();
        Assert.Equal([Third[..16]], Given.Starts(sent.Result));
    }

    [Fact]
    public void At_the_first_instance_the_event_itself_changes()
    {
        var accepted = Patch(Series, EditScope.Following, "2026-03-02T09:00:00", EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        var change = Assert.Single(accepted.Changes);
        Assert.Equal((Series.Id, 2, "Retro"), (change.After.Id, change.After.Version, change.After.Content.Title));
        Assert.Equal(Given.Starts(Series), Given.Starts(change.After));
    }

    [Fact]
    public void The_first_instance_that_is_not_excluded_is_the_first()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20260302T090000");
        var accepted = Patch(series, EditScope.Following, "2026-03-09T09:00:00", EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        Assert.Equal(Given.Starts(series), Given.Starts(Assert.Single(accepted.Changes).After));
    }

    [Fact]
    public void Later_overrides_move_along_and_earlier_ones_stay()
    {
        var series = Retitle(Retitle(Series, EditScope.This, "2026-03-02T09:00:00", "Early"), EditScope.This, "2026-03-30T09:00:00", "Late");
        var accepted = Move(series, EditScope.Following, Third, "2026-03-17T10:00:00", "2026-03-17T11:00:00").Accept();

        Assert.Equal("Early", Assert.Single(accepted.Changes[0].After.Overrides).Title);
        Assert.Equal(new EventTime.Moment(new(2026, 3, 31, 10, 0), Given.Zone), Assert.Single(accepted.Result.Overrides).OriginalStart);
        Assert.Equal(["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260324T100000"], accepted.Result.Content.Recurrence);
        Assert.Equal(["2026-03-17T10:00", "2026-03-31T10:00"], Given.Starts(accepted.Result));
    }

    [Fact]
    public void Later_added_dates_move_along_and_earlier_ones_stay()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20260304T090000,20260325T090000");
        var accepted = Move(series, EditScope.Following, Third, "2026-03-16T10:00:00", "2026-03-16T11:00:00").Accept();
        Assert.Equal(["2026-03-02T09:00", "2026-03-04T09:00", "2026-03-09T09:00"], Given.Starts(accepted.Changes[0].After));
        Assert.Equal(["2026-03-16T10:00", "2026-03-23T10:00", "2026-03-25T10:00"], Given.Starts(accepted.Result));
    }

    [Fact]
    public void At_an_overridden_instance_the_request_wins_and_what_it_does_not_say_stays()
    {
        var special = Patch(Series, EditScope.This, Third, EventMembers.Title | EventMembers.Location, d => d with { Title = "Special", Location = "Attic" }).Accept().Result;
        var result = Patch(special, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept().Result;

        var instance = Given.Year(result)[0];
        Assert.Equal(("Retro", "Attic"), (instance.Face.Title, instance.Face.Location));
    }

    [Fact]
    public void A_replacement_at_an_overridden_instance_leaves_nothing_of_the_override()
    {
        var special = Retitle(Series, EditScope.This, Third, "Special");
        var result = Put(special, EditScope.Following, Third, Draft(Series.Content) with
        {
            Start = new EventTimeDraft(Third, Given.Zone),
            End = new EventTimeDraft("2026-03-16T10:00:00", Given.Zone),
        }).Accept().Result;
        Assert.Empty(result.Overrides);
    }

    [Fact]
    public void At_a_moved_instance_the_new_series_begins_at_the_original_start_unless_the_request_says_another()
    {
        var moved = Move(Series, EditScope.This, Third, "2026-03-17T15:00:00", "2026-03-17T16:00:00").Accept().Result;

        var titled = Patch(moved, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept().Result;
        Assert.Equal(new LocalTimes("2026-03-16T09:00", "2026-03-17T15:00", "2026-03-30T09:00"), LocalTimes.Of(titled));

        var placed = Move(moved, EditScope.Following, Third, "2026-03-16T12:00:00", "2026-03-16T13:00:00").Accept().Result;
        Assert.Equal(new LocalTimes("2026-03-16T12:00", "2026-03-16T12:00", "2026-03-30T12:00"), LocalTimes.Of(placed));
    }

    [Fact]
    public void Answers_are_kept_while_the_time_stays_and_reset_when_it_changes()
    {
        var invited = Given.Event(Given.Draft("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=5") with
        {
            Attendees = [new AttendeeDraft(Given.Guest.Email.Text), new AttendeeDraft(Given.Owner.Email.Text, ResponseStatus: "accepted")],
        });
        var answered = Answers.Give(Answers.Give(invited, ResponseStatus.Accepted), ResponseStatus.Declined, "2026-03-23T09:00:00");

        var titled = Patch(answered, EditScope.Following, Third, EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        Assert.Equal([ResponseStatus.Accepted, ResponseStatus.Accepted], titled.Result.Content.Attendees.Select(a => a.Response));
        Assert.Equal(ResponseStatus.Declined, Assert.Single(titled.Result.Answers).Response);
        Assert.Empty(titled.Changes[0].After.Answers);

        var moved = Move(answered, EditScope.Following, Third, "2026-03-16T10:00:00", "2026-03-16T11:00:00").Accept().Result;
        Assert.Equal([ResponseStatus.NeedsAction, ResponseStatus.Accepted], moved.Content.Attendees.Select(a => a.Response));
        Assert.Empty(moved.Answers);
    }

    [Fact]
    public void An_added_date_behind_the_rule_can_be_split_off()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260401T090000,20260402T090000");
        var accepted = Patch(series, EditScope.Following, "2026-04-01T09:00:00", EventMembers.Title, d => d with { Title = "Retro" }).Accept();
        Assert.Equal(["2026-04-01T09:00", "2026-04-02T09:00"], Given.Starts(accepted.Result));
        Assert.Equal(["2026-03-02T09:00", "2026-03-09T09:00"], Given.Starts(accepted.Changes[0].After));
    }

    [Fact]
    public void An_added_date_at_which_the_rule_would_lose_its_rhythm_is_refused()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;INTERVAL=2", "RDATE:20260311T090000");
        var decision = Patch(series, EditScope.Following, "2026-03-11T09:00:00", EventMembers.Title, d => d with { Title = "Retro" });
        Assert.Equal(["originalStart"], Given.Refused<Refusal.Invalid>(decision.Decide(Given.Rules, Given.Now)).Errors.Keys);
    }

    [Fact]
    public void A_series_split_at_an_instance_behind_a_gap_goes_on_at_its_own_wall_time()
    {
        var series = Given.Event("2026-03-06T02:30:00", "RRULE:FREQ=DAILY;COUNT=5");
        Assert.Equal("2026-03-08T03:30", Given.Starts(series)[2]);
        var result = Patch(series, EditScope.Following, "2026-03-08T03:30:00-04:00", EventMembers.Title, d => d with { Title = "Late" }).Accept().Result;
        Assert.Equal(["2026-03-08T03:30", "2026-03-09T02:30", "2026-03-10T02:30"], Given.Starts(result));
    }

    private sealed record LocalTimes(string FirstOriginal, string FirstStart, string LastStart)
    {
        internal static LocalTimes Of(Event @event)
        {
            var year = Given.Year(@event).OrderBy(o => o.Times.Original).ToList();
            return new LocalTimes(Given.Original(year[0]), Given.Start(year[0]), Given.Start(year[^1]));
        }
    }
}
