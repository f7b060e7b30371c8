using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;

namespace Kalends.Domain.Tests.Events;

public sealed class AnswerInvitationTests
{
    private const string Second = "2026-03-09T09:00:00";
    private static readonly EventTime SecondId = new EventTime.Moment(new(2026, 3, 9, 9, 0), Given.Zone);

    private static readonly Event Series = Given.Event(Given.Draft("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4") with
    {
        Attendees = [new AttendeeDraft(Given.Guest.Email.Text), new AttendeeDraft("else@example.org")],
    });

    [Fact]
    public void An_answer_counts_as_a_change_but_not_as_an_edit()
    {
        var change = Assert.Single(Given.Accepted(Answers.Command(Series, ResponseStatus.Accepted).Decide(Given.Rules, Given.Now)).Changes);
        Assert.Equal((1, 2), (change.After.Version, change.After.Revision));
        Assert.Empty(change.History);
        Assert.Equal([ResponseStatus.Accepted, ResponseStatus.NeedsAction], change.After.Content.Attendees.Select(a => a.Response));
        Assert.Equal(Given.Guest.Id, change.After.Content.Attendees[0].UserId);
    }

    [Fact]
    public void An_instance_has_an_answer_of_its_own()
    {
        var answered = Answers.Give(Answers.Give(Series, ResponseStatus.Accepted), ResponseStatus.Declined, Second);
        Assert.Equal(new Answer(Given.Guest.Email, SecondId, ResponseStatus.Declined), Assert.Single(answered.Answers));
        Assert.Equal(ResponseStatus.Declined, answered.ResponseOf(Given.Guest, SecondId));
        Assert.Equal(ResponseStatus.Accepted, answered.ResponseOf(Given.Guest, Series.Content.Start));
        Assert.Equal(
            [ResponseStatus.Accepted, ResponseStatus.Declined, ResponseStatus.Accepted, ResponseStatus.Accepted],
            Given.Year(answered).Select(o => answered.ResponseOf(Given.Guest, o.OriginalStart(Given.Rules))!.Value));
        Assert.Null(answered.ResponseOf(Given.Owner, SecondId));
    }

    [Fact]
    public void An_answer_to_an_instance_shows_among_the_overrides()
    {
        var answered = Answers.Give(Series, ResponseStatus.Declined, Second);
        var shown = Assert.Single(answered.OverridesWithAnswers());
        Assert.Equal(SecondId, shown.OriginalStart);
        Assert.Equal([ResponseStatus.Declined, ResponseStatus.NeedsAction], shown.Attendees!.Value.Select(a => a.Response));
    }

    [Fact]
    public void A_new_answer_to_the_whole_leaves_the_instances_that_differ()
    {
        var answered = Answers.Give(Answers.Give(Series, ResponseStatus.Declined, Second), ResponseStatus.Accepted);
        Assert.Equal(ResponseStatus.Declined, answered.ResponseOf(Given.Guest, SecondId));
        Assert.Empty(Answers.Give(answered, ResponseStatus.Declined).Answers);
    }

    [Fact]
    public void An_instance_answered_like_the_whole_has_no_answer_of_its_own() =>
        Assert.Empty(Answers.Give(Answers.Give(Series, ResponseStatus.Declined, Second), ResponseStatus.NeedsAction, Second).Answers);

    [Fact]
    public void No_such_instance_is_not_found() => Given.Refused<Refusal.NotFound>(
        Answers.Command(Series, ResponseStatus.Accepted, "2026-03-10T09:00:00").Decide(Given.Rules, Given.Now));

    [Fact]
    public void Who_is_not_invited_may_not_answer()
    {
        var closed = Series with { Content = Series.Content with { Attendees = [] } };
        Given.Refused<Refusal.Forbidden>(Answers.Command(closed, ResponseStatus.Accepted).Decide(Given.Rules, Given.Now));
        Given.Refused<Refusal.Forbidden>(Answers.Command(closed, ResponseStatus.Accepted, Second).Decide(Given.Rules, Given.Now));
    }

    [Fact]
    public void Who_is_invited_to_one_instance_answers_that_one()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4");
        var invited = Written.Patch(series, EditScope.This, Second, EventMembers.Attendees, d => d with { Attendees = [new AttendeeDraft(Given.Guest.Email.Text)] }).Accept().Result;
        Assert.Equal(ResponseStatus.Accepted, Answers.Give(invited, ResponseStatus.Accepted, Second).ResponseOf(Given.Guest, SecondId));
        Given.Refused<Refusal.Forbidden>(Answers.Command(invited, ResponseStatus.Accepted, "2026-03-16T09:00:00").Decide(Given.Rules, Given.Now));
    }
}
