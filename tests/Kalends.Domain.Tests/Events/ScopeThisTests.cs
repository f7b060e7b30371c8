using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Events;

public sealed class ScopeThisTests
{
    private static readonly Event Series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260316T090000");

    [Fact]
    public void An_override_holds_the_members_that_differ_and_no_others()
    {
        var edited = Patch(Series, EditScope.This, "2026-03-09T09:00:00", EventMembers.Location, d => d with { Location = "Attic" }).Accept();

        Assert.Equal(
            new Override(new EventTime.Moment(new(2026, 3, 9, 9, 0), Given.Zone)) { Location = "Attic" },
            Assert.Single(edited.Result.Overrides));
        Assert.Equal(["location"], edited.Changes[0].History[0].Changed);
        Assert.Equal(EditScope.This, edited.Changes[0].History[0].Scope);
        Assert.Equal(2, edited.Result.Version);
    }

    [Fact]
    public void A_replacement_of_an_instance_makes_the_same_override_as_a_patch()
    {
        var draft = Draft(Series.Content) with
        {
            Title = "Special",
            Start = new EventTimeDraft("2026-03-09T09:00:00", Given.Zone),
            End = new EventTimeDraft("2026-03-09T10:00:00", Given.Zone),
            Recurrence = null,
        };
        Assert.Equal(
            Retitle(Series, EditScope.This, "2026-03-09T09:00:00", "Special").Overrides,
            Put(Series, EditScope.This, "2026-03-09T09:00:00", draft).Accept().Result.Overrides);
    }

    [Theory]
    [InlineData("2026-03-09T09:00:00-04:00")]
    [InlineData("2026-03-09T13:00:00Z")]
    [InlineData("2026-03-09T22:00:00+09:00")]
    [InlineData("2026-03-09T09:00:00")]
    public void The_original_start_may_be_any_form_of_the_same_instant(string originalStart) =>
        Assert.Single(Retitle(Series, EditScope.This, originalStart, "Special").Overrides);

    [Theory]
    [InlineData("2026-03-10T09:00:00-04:00")] // a Tuesday
    [InlineData("2026-03-16T09:00:00-04:00")] // excluded
    [InlineData("2026-03-30T09:00:00-04:00")] // behind the last
    [InlineData("2026-03-09T09:00:00-05:00")] // another instant
    [InlineData("2026-03-09")] // a day is not an instant of a timed series
    public void No_such_instance_is_not_found(string originalStart) => Given.Refused<Refusal.NotFound>(
        Put(Series, EditScope.This, originalStart, Draft(Series.Content)).Decide(Given.Rules, Given.Now));

    [Theory]
    [InlineData("2026-03-03")]
    [InlineData("2026-03-03T05:00:00Z")]
    public void Days_are_found_by_date_and_by_their_midnight(string originalStart) =>
        Assert.Single(Retitle(Given.Event(Given.AllDay("2026-03-02", "2026-03-03", "RRULE:FREQ=DAILY;COUNT=3")), EditScope.This, originalStart, "x").Overrides);

    [Theory]
    [InlineData(EditScope.This)]
    [InlineData(EditScope.Following)]
    public void The_original_start_is_required(EditScope scope) => Assert.Equal(
        ["originalStart"],
        Given.Refused<Refusal.Invalid>(Put(Series, scope, null, Draft(Series.Content)).Decide(Given.Rules, Given.Now)).Errors.Keys);

    [Fact]
    public void A_recurrence_in_it_is_refused() => Assert.Equal(
        ["recurrence"],
        Given.Refused<Refusal.Invalid>(Put(Series, EditScope.This, "2026-03-09T09:00:00", Draft(Series.Content)).Decide(Given.Rules, Given.Now)).Errors.Keys);

    [Fact]
    public void A_moved_instance_is_still_found_by_its_original_start()
    {
        var moved = Move(Series, EditScope.This, "2026-03-09T09:00:00", "2026-03-10T15:00:00", "2026-03-10T16:30:00").Accept().Result;
        var again = Retitle(moved, EditScope.This, "2026-03-09T09:00:00", "Special");

        var instance = Given.Year(again).Single(o => o.Face.IsModified);
        Assert.Equal(
            ("2026-03-10T15:00", "2026-03-10T16:30", "Special", "2026-03-09T09:00"),
            (Given.Start(instance), Given.End(instance), instance.Face.Title, Given.Original(instance)));
        Given.Refused<Refusal.NotFound>(Put(moved, EditScope.This, "2026-03-10T15:00:00", Draft(Series.Content)).Decide(Given.Rules, Given.Now));
    }

    [Fact]
    public void An_instance_moved_with_its_series_length_follows_the_length()
    {
        var moved = Move(Series, EditScope.This, "2026-03-09T09:00:00", "2026-03-10T15:00:00", "2026-03-10T16:00:00").Accept().Result;
        Assert.Null(Assert.Single(moved.Overrides).End);
    }

    [Fact]
    public void An_instance_may_become_a_whole_day()
    {
        var whole = Patch(Series, EditScope.This, "2026-03-09T09:00:00", EventMembers.Start | EventMembers.End, d => d with
        {
            Start = new EventTimeDraft(Date: "2026-03-09"),
            End = new EventTimeDraft(Date: "2026-03-11"),
        }).Accept().Result;
        var instance = Given.Year(whole).Single(o => o.Face.IsModified);
        Assert.Equal(("2026-03-09T00:00", "2026-03-11T00:00"), (Given.Start(instance), Given.End(instance)));
        Assert.Equal((null, null, Given.Zone), (instance.Face.StartZone, instance.Face.EndZone, instance.Face.OriginalZone));
    }

    [Fact]
    public void An_instance_that_differs_no_more_has_no_override()
    {
        var special = Retitle(Series, EditScope.This, "2026-03-09T09:00:00", "Special");
        Assert.Empty(Retitle(special, EditScope.This, "2026-03-09T09:00:00", Series.Content.Title).Overrides);
    }

    [Fact]
    public void A_cancelled_instance_can_be_confirmed_again()
    {
        var cancelled = Patch(Series, EditScope.This, "2026-03-09T09:00:00", EventMembers.Status, d => d with { Status = "cancelled" }).Accept().Result;
        Assert.DoesNotContain("2026-03-09T09:00", Given.Starts(cancelled));
        var back = Patch(cancelled, EditScope.This, "2026-03-09T09:00:00", EventMembers.Status, d => d with { Status = "confirmed" }).Accept().Result;
        Assert.Contains("2026-03-09T09:00", Given.Starts(back));
    }

    [Fact]
    public void A_single_event_is_its_own_only_instance()
    {
        var edited = Retitle(Given.Event("2026-03-02T09:00:00"), EditScope.This, "2026-03-02T14:00:00Z", "Special");
        Assert.Equal("Special", edited.Content.Title);
        Assert.Empty(edited.Overrides);
    }

    [Fact]
    public void An_editor_who_attends_answers_for_the_instance_alone()
    {
        var series = Given.Event(Given.Draft("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4") with
        {
            Attendees = [new AttendeeDraft(Given.Owner.Email.Text, ResponseStatus: "accepted"), new AttendeeDraft(Given.Guest.Email.Text)],
        });
        var edited = Patch(series, EditScope.This, "2026-03-09T09:00:00", EventMembers.Attendees, d => d with
        {
            Attendees = [.. d.Attendees!.Value.Select(a => a with { ResponseStatus = "declined" })],
        }).Accept().Result;

        Assert.Empty(edited.Overrides);
        Assert.Equal(new Answer(Given.Owner.Email, new EventTime.Moment(new(2026, 3, 9, 9, 0), Given.Zone), ResponseStatus.Declined), Assert.Single(edited.Answers));
        Assert.Equal(ResponseStatus.Accepted, edited.Content.Attendees[0].Response);
    }
}
