using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Events.Edits;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Events;

public sealed class RestoreEventTests
{
    private static readonly EventDecision.Accepted Made = Given.Accepted(new CreateEvent(
        Given.Edit, Given.Id(1), Given.CalendarId,
        Given.Draft("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4") with { Attendees = [new AttendeeDraft(Given.Guest.Email.Text)] })
        .Decide(Given.Rules, Given.Now));

    [Fact]
    public void From_the_trash_an_event_comes_back_as_it_was()
    {
        var trashed = Given.Accepted(new DeleteEvent(Given.Edit, Made.Result).Decide(Given.Rules, Given.Now)).Result;
        var change = Assert.Single(Given.Accepted(new RestoreEvent(Given.Owner, trashed).Decide(Given.Rules, Given.Now)).Changes);
        Assert.Equal(Made.Result with { Version = 3, Revision = 3 }, change.After with { Merge = null });
        Assert.Equal(HistoryAction.Restored, change.History[0].Action);
    }

    [Fact]
    public void An_earlier_version_comes_back_with_its_overrides_as_a_new_one()
    {
        var special = Retitle(Made.Result, EditScope.This, "2026-03-09T09:00:00", "Special");
        var plain = Retitle(special with { Overrides = [] }, EditScope.All, null, "Plain");
        var entry = special.Remember(new Deed(Given.Owner.Id, HistoryAction.Updated)).History[0];

        var back = Given.Accepted(new RestoreEvent(Given.Owner, plain) { Earlier = entry }.Decide(Given.Rules, Given.Now));

        Assert.Equal(("Standup", 4), (back.Result.Content.Title, back.Result.Version));
        Assert.Equal(special.Overrides, back.Result.Overrides);
        Assert.Equal(["overrides", "title"], back.Changes[0].History[0].Changed);
    }

    [Fact]
    public void Answers_given_since_stay()
    {
        var answered = Answers.Give(Retitle(Made.Result, EditScope.All, null, "Plain"), ResponseStatus.Accepted);
        var back = Given.Accepted(new RestoreEvent(Given.Owner, answered) { Earlier = Made.Changes[0].History[0] }.Decide(Given.Rules, Given.Now)).Result;
        Assert.Equal(("Standup", ResponseStatus.Accepted), (back.Content.Title, back.Content.Attendees[0].Response));
    }

    [Fact]
    public void An_event_that_is_not_in_the_trash_has_nothing_to_be_brought_back_from() =>
        Given.Refused<Refusal.Conflicting>(new RestoreEvent(Given.Owner, Made.Result).Decide(Given.Rules, Given.Now));
}
