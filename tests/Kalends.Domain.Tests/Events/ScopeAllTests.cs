using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Events;

public sealed class ScopeAllTests
{
    // Mondays and Wednesdays at nine; the change of clocks is on March 8.
    private static readonly Event Series = Given.Event(
        "2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5", "EXDATE;TZID=America/New_York:20260309T090000");

    [Fact]
    public void An_edit_makes_the_next_version_and_says_what_changed()
    {
        var change = Assert.Single(Patch(Series, EditScope.All, null, EventMembers.Title, d => d with { Title = "Retro" }).Accept().Changes);

        Assert.Equal((2, 2, "Retro"), (change.After.Version, change.After.Revision, change.After.Content.Title));
        var entry = Assert.Single(change.History);
        Assert.Equal(["title"], entry.Changed);
        Assert.Equal((2, HistoryAction.Updated, EditScope.All), (entry.Version, entry.Action, entry.Scope));
        Assert.Equal(change.After with { Merge = null }, entry.After);
    }

    [Fact]
    public void A_member_that_an_override_does_not_name_follows_the_master()
    {
        var moved = Retitle(Series, EditScope.This, "2026-03-04T09:00:00", "Special");
        var edited = Patch(moved, EditScope.All, null, EventMembers.Title | EventMembers.Location, d => d with { Title = "Plain", Location = "Attic" }).Accept().Result;
        var special = Given.Year(edited).Single(o => Given.Start(o) == "2026-03-04T09:00");
        Assert.Equal(("Special", "Attic"), (special.Face.Title, special.Face.Location));
    }

    [Fact]
    public void When_the_start_moves_recurrence_ids_move_by_the_same_wall_clock_amount()
    {
        var edited = Move(
            Retitle(Series, EditScope.This, "2026-03-11T09:00:00", "Special"),
            EditScope.All, null, "2026-03-02T10:30:00", "2026-03-02T11:30:00").Accept().Result;

        Assert.Equal(new EventTime.Moment(new(2026, 3, 11, 10, 30), Given.Zone), Assert.Single(edited.Overrides).OriginalStart);
        Assert.Equal("Special", Given.Year(edited).Single(o => Given.Start(o) == "2026-03-11T10:30").Face.Title);
    }

    [Fact]
    public void With_a_patch_the_excluded_dates_move_along_and_the_rule_does_not()
    {
        var edited = Move(Series, EditScope.All, null, "2026-03-02T10:30:00", "2026-03-02T11:30:00").Accept().Result;

        Assert.Equal(["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5", "EXDATE;TZID=America/New_York:20260309T103000"], edited.Content.Recurrence);
        Assert.Equal(["2026-03-02T10:30", "2026-03-04T10:30", "2026-03-11T10:30", "2026-03-16T10:30"], Given.Starts(edited));
    }

    [Fact]
    public void A_replacement_takes_the_excluded_dates_literally()
    {
        var edited = Put(Series, EditScope.All, null, Draft(Series.Content) with
        {
            Start = new EventTimeDraft("2026-03-02T10:30:00", Given.Zone),
            End = new EventTimeDraft("2026-03-02T11:30:00", Given.Zone),
        }).Accept().Result;

        Assert.Equal(Series.Content.Recurrence, edited.Content.Recurrence);
        Assert.Contains("2026-03-09T10:30", Given.Starts(edited));
    }

    [Fact]
    public void A_patch_that_names_the_recurrence_is_taken_at_its_word()
    {
        string[] lines = ["RRULE:FREQ=DAILY;COUNT=2"];
        var edited = Patch(Series, EditScope.All, null, EventMembers.Recurrence, d => d with { Recurrence = [.. lines] }).Accept().Result;
        Assert.Equal(lines, edited.Content.Recurrence);
    }

    [Fact]
    public void An_override_with_its_own_start_keeps_it()
    {
        var moved = Move(Series, EditScope.This, "2026-03-04T09:00:00", "2026-03-05T15:00:00", "2026-03-05T16:00:00").Accept().Result;
        var edited = Move(moved, EditScope.All, null, "2026-03-02T10:00:00", "2026-03-02T11:00:00").Accept().Result;

        var instance = Given.Year(edited).Single(o => o.Face.IsModified);
        Assert.Equal(("2026-03-05T15:00", "2026-03-04T10:00"), (Given.Start(instance), Given.Original(instance)));
    }

    [Fact]
    public void An_override_with_only_an_end_keeps_its_length()
    {
        var longer = Patch(Series, EditScope.This, "2026-03-04T09:00:00", EventMembers.End,
            d => d with { End = new EventTimeDraft("2026-03-04T12:00:00", Given.Zone) }).Accept().Result;
        var edited = Move(longer, EditScope.All, null, "2026-03-02T10:00:00", "2026-03-02T11:00:00").Accept().Result;

        var instance = Given.Year(edited).Single(o => o.Face.IsModified);
        Assert.Equal(("2026-03-04T10:00", "2026-03-04T13:00"), (Given.Start(instance), Given.End(instance)));
    }

    [Fact]
    public void Another_zone_keeps_the_wall_time_of_recurrence_ids()
    {
        var special = Retitle(Series, EditScope.This, "2026-03-11T09:00:00", "Special");
        var edited = Patch(special, EditScope.All, null, EventMembers.Start | EventMembers.End, d => d with
        {
            Start = new EventTimeDraft("2026-03-02T09:00:00", "Europe/Zurich"),
            End = new EventTimeDraft("2026-03-02T10:00:00", "Europe/Zurich"),
        }).Accept().Result;

        Assert.Equal(new EventTime.Moment(new(2026, 3, 11, 9, 0), "Europe/Zurich"), Assert.Single(edited.Overrides).OriginalStart);
        Assert.Equal(["2026-03-02T09:00", "2026-03-04T09:00", "2026-03-11T09:00", "2026-03-16T09:00"], Given.Starts(edited));
    }

    [Fact]
    public void A_timed_series_becomes_an_all_day_one_with_its_overrides_and_exclusions()
    {
        var special = Retitle(Series, EditScope.This, "2026-03-11T09:00:00", "Special");
        var edited = Patch(special, EditScope.All, null, EventMembers.Start | EventMembers.End, d => d with
        {
            Start = new EventTimeDraft(Date: "2026-03-02"),
            End = new EventTimeDraft(Date: "2026-03-03"),
        }).Accept().Result;

        Assert.Equal(["2026-03-02T00:00", "2026-03-04T00:00", "2026-03-11T00:00", "2026-03-16T00:00"], Given.Starts(edited));
        Assert.Equal("Special", Given.Year(edited).Single(o => Given.Start(o) == "2026-03-11T00:00").Face.Title);
    }

    [Fact]
    public void A_series_that_becomes_single_drops_what_concerns_instances()
    {
        var special = Retitle(Series, EditScope.This, "2026-03-11T09:00:00", "Special");
        var edited = Put(special, EditScope.All, null, Draft(special.Content) with { Recurrence = null }).Accept().Result;
        Assert.Empty(edited.Overrides);
        Assert.Single(Given.Starts(edited));
    }

    [Fact]
    public void Answers_stay_whatever_an_editor_writes()
    {
        var invited = Given.Event(Given.Draft("2026-03-02T09:00:00") with { Attendees = [new AttendeeDraft(Given.Guest.Email.Text)] });
        var answered = Answers.Give(invited, ResponseStatus.Accepted);
        var edited = Put(answered, EditScope.All, null, Draft(answered.Content) with
        {
            Title = "Other",
            Attendees = [new AttendeeDraft(Given.Guest.Email.Text, ResponseStatus: "declined", Name: "G")],
        }).Accept().Result;
        Assert.Equal((ResponseStatus.Accepted, "G"), (edited.Content.Attendees[0].Response, edited.Content.Attendees[0].Name));
    }

    [Fact]
    public void A_stale_version_is_refused_before_the_draft_is_read() =>
        Given.Refused<Refusal.Stale>((Put(Series, EditScope.All, null, new EventDraft()) with { ExpectedVersion = 7 }).Decide(Given.Rules, Given.Now));

    [Fact]
    public void What_lies_in_the_trash_is_not_edited() => Given.Refused<Refusal.NotFound>(
        Put(Series with { Deleted = new Deletion(Given.Now, Given.Owner.Id) }, EditScope.All, null, Draft(Series.Content)).Decide(Given.Rules, Given.Now));

    [Fact]
    public void A_broken_draft_changes_nothing() => Assert.Equal(
        ["title"],
        Given.Refused<Refusal.Invalid>(Put(Series, EditScope.All, null, Draft(Series.Content) with { Title = null }).Decide(Given.Rules, Given.Now)).Errors.Keys);

    [Fact]
    public void A_series_that_moves_into_a_gap_and_out_again_keeps_its_overrides()
    {
        var daily = Given.Event("2026-03-06T09:00:00", "RRULE:FREQ=DAILY;COUNT=5");
        var special = Retitle(daily, EditScope.This, "2026-03-08T09:00:00", "Special");
        var night = Move(special, EditScope.All, null, "2026-03-06T02:30:00", "2026-03-06T03:30:00").Accept().Result;
        Assert.Equal("Special", Given.Year(night).Single(o => Given.Start(o) == "2026-03-08T03:30").Face.Title);
        Assert.Equal("Special", night.FindInstance(Given.Rules, Given.Zone, Given.At("2026-03-08T03:30:00-04:00"))!.Content.Title);

        var back = Move(night, EditScope.All, null, "2026-03-06T09:00:00", "2026-03-06T10:00:00").Accept().Result;
        Assert.Equal(Assert.Single(special.Overrides), Assert.Single(back.Overrides));
    }
}
