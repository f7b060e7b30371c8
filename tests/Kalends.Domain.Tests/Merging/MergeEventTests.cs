using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using NodaTime;
using static Kalends.Domain.Tests.Merging.OfflineEdits;

namespace Kalends.Domain.Tests.Merging;

public sealed class MergeEventTests
{
    [Fact]
    public void Edits_of_different_members_both_stand()
    {
        var merged = Series.After(Titled(1, 10, "Retro")).Merged(Edit(2, 5, EventMembers.Location, new EventDraft { Location = "Attic" }));
        Assert.Equal(("Retro", "Attic", 3), (merged.Change.After.Content.Title, merged.Change.After.Content.Location, merged.Change.After.Version));
        Assert.Empty(merged.Lost);
        Assert.Equal(HistoryAction.Updated, Assert.Single(merged.Change.History).Action);
    }

    [Fact]
    public void The_later_edit_of_a_member_stands_and_the_earlier_is_a_version_of_its_own()
    {
        var merged = Series.After(Titled(1, 10, "Later")).Merged(Titled(2, 5, "Earlier"));
        Assert.Equal("Later", merged.Change.After.Content.Title);
        Assert.Equal(new LostPart("title", IsOwn: true, KeptIn: 3), Assert.Single(merged.Lost));
        Assert.Equal([(3L, "Earlier"), (4L, "Later")], merged.Change.History.Select(entry => (entry.Version, entry.After.Content.Title)));
        Assert.Equal(4, merged.Change.After.Version);
        Assert.All(merged.Change.History, entry => Assert.Equal(HistoryAction.Merged, entry.Action));
    }

    [Fact]
    public void What_an_edit_displaces_unseen_is_named_and_what_it_has_seen_is_not()
    {
        var first = Series.After(Titled(1, 5, "Theirs"));
        Assert.Equal(new LostPart("title", IsOwn: false, KeptIn: 2), Assert.Single(first.Merged(Titled(2, 10, "Mine")).Lost));
        var seen = Titled(2, 10, "Mine") with { Seen = Seen("title", At(1, 5)) };
        Assert.Empty(first.Merged(seen).Lost);
    }

    [Fact]
    public void An_online_edit_counts_by_its_time_too()
    {
        var online = Given.Accepted(Written.Patch(Series, EditScope.All, null, EventMembers.Title, d => d with { Title = "Online" })
            .Decide(Given.Rules, Given.Now + Duration.FromSeconds(60))).Result;
        Assert.Equal("Online", online.After(Titled(1, 30, "Before")).Content.Title);
        Assert.Equal("After", online.After(Titled(1, 90, "After")).Content.Title);
    }

    [Fact]
    public void The_same_edit_again_is_known()
    {
        var edit = Titled(1, 10, "Once");
        Assert.IsType<MergeDecision.Known>(Series.After(edit).Decide(edit));
    }

    [Fact]
    public void Of_two_times_one_stands_and_the_other_is_open_until_somebody_settles_it()
    {
        var both = Series.After(Moved(1, 10, "2026-03-02T10:00:00")).After(Moved(2, 5, "2026-03-02T08:00:00"));
        Assert.Equal(10, both.Content.Start.Local.Hour);
        var open = Assert.Single(both.Merge!.Open);
        Assert.Equal((8, At(2, 5), Given.Owner.Id), (PartText.ReadTime(open.Value).Start.Local.Hour, open.Stamp, open.By));

        var settled = Moved(1, 20, "2026-03-02T11:00:00") with { Previous = At(1, 10).Time, Seen = Seen("time", At(1, 10), At(2, 5)) };
        Assert.Empty(both.After(settled).Merge!.Open);
    }

    [Fact]
    public void An_edit_brings_a_deleted_event_back_and_a_deletion_does_not_take_what_it_has_not_seen()
    {
        var trashed = Given.Accepted(new DeleteEvent(Given.Edit, Series).Decide(Given.Rules, Given.Now + Duration.FromSeconds(60))).Result;
        var back = trashed.Merged(Titled(1, 30, "Back"));
        Assert.Null(back.Change.After.Deleted);
        Assert.Equal(new LostPart("life", IsOwn: false, KeptIn: 2), Assert.Single(back.Lost));

        var edited = Series.After(Titled(1, 30, "Edited"));
        var kept = edited.Merged(new OfflineEdit(At(2, 60), 0) { Deletes = Knowledge.Creation });
        Assert.Null(kept.Change.After.Deleted);
        Assert.Equal(new LostPart("life", IsOwn: true, KeptIn: 3), Assert.Single(kept.Lost));
        Assert.NotNull(edited.After(new OfflineEdit(At(2, 60), 0) { Deletes = edited.Merge!.Known }).Deleted);
    }

    [Fact]
    public void A_deletion_that_claims_to_know_the_future_does_not_take_it()
    {
        var all = new Knowledge { Below = ulong.MaxValue };
        var edited = Series.After(Titled(1, 30, "Edited"));
        Assert.Null(edited.After(new OfflineEdit(At(2, 60), 0) { Deletes = all }).Deleted);
        var trashed = Series.After(new OfflineEdit(At(2, 60), 0) { Deletes = all });
        Assert.NotNull(trashed.Deleted);
        Assert.Null(trashed.After(Titled(1, 30, "Back")).Deleted);
    }

    [Fact]
    public void Descriptions_merge_by_words_and_fall_back_to_the_later()
    {
        OfflineEdit Described(ulong device, int second, string text) =>
            Edit(device, second, EventMembers.Description, new EventDraft { Description = text }) with { DescriptionBefore = "bring cake and tea" };
        var both = Series.After(Described(1, 10, "bring good cake and tea")).Merged(Described(2, 5, "bring cake and tea please"));
        Assert.Equal("bring good cake and tea please", both.Change.After.Content.Description);
        Assert.True(both.IsTextMerged);
        Assert.Empty(both.Lost);
        Assert.Equal("bring salad", Series.After(Described(1, 10, "bring salad")).After(Described(2, 5, "bring soup")).Content.Description);
    }

    [Fact]
    public void Invitations_add_up_and_who_is_invited_by_one_stays_when_another_takes_back_what_it_saw()
    {
        var guest = Given.Guest.Email;
        var ben = Series.After(new OfflineEdit(At(1, 10), 0) { Invited = [new AttendeeDraft("ben@example.org")] });
        var both = ben.After(new OfflineEdit(At(2, 5), 0) { Invited = [new AttendeeDraft("cy@example.org")], Uninvited = [guest.Text] });
        Assert.Equal(["ben@example.org", "cy@example.org"], both.Content.Attendees.Select(attendee => attendee.Email.Text));

        var renewed = Series.After(new OfflineEdit(At(1, 10), 0) { Invited = [new AttendeeDraft(guest.Text, "New name")] });
        var kept = renewed.Merged(new OfflineEdit(At(2, 20), 0) { Uninvited = [guest.Text] });
        Assert.Equal("New name", Assert.Single(kept.Change.After.Content.Attendees).Name);
        Assert.True(Assert.Single(kept.Lost).IsOwn);
    }

    [Fact]
    public void An_instance_follows_its_series_to_another_time()
    {
        var special = Titled(2, 5, "Special") with { Place = Week };
        var one = Series.After(Moved(1, 10, "2026-03-02T10:00:00")).After(special);
        var other = Series.After(special).After(Moved(1, 10, "2026-03-02T10:00:00"));
        Assert.Equal(Text(one), Text(other));
        var changed = Assert.Single(one.Overrides);
        Assert.Equal((10, "Special"), (changed.OriginalStart.Local.Hour, changed.Title));
        Assert.IsType<Refusal.NotFound>(Assert.IsType<MergeDecision.Refused>(Series.Decide(special with { Place = Week + 60 })).Refusal);
    }

    [Fact]
    public void A_split_series_is_not_put_together_again_by_a_time_from_before()
    {
        var split = Given.Accepted(Written.Patch(Series, EditScope.Following, "2026-03-16T09:00:00", EventMembers.Title, d => d with { Title = "Second" })
            .Decide(Given.Rules, Given.Now + Duration.FromSeconds(60)));
        var first = split.Changes[0].After;
        Assert.Equal(new SeriesCut(2 * Week, split.Result.Id), Assert.Single(first.Merge!.Cuts));
        var merged = first.After(Moved(1, 90, "2026-03-02T10:00:00"));
        Assert.Equal(Text(first), Text(merged));
        Assert.Equal(At(1, 90), Assert.Single(merged.Merge!.Open).Stamp);
    }

    [Fact]
    public void What_is_older_than_the_memory_loses_and_is_kept()
    {
        var edited = Series.After(Titled(1, 10, "Old")).After(Titled(2, 40 * 86_400, "New"), 40 * 86_400);
        var late = edited.Merged(Edit(3, 5, EventMembers.Location, new EventDraft { Location = "Late" }), 40 * 86_400);
        Assert.Equal("", late.Change.After.Content.Location);
        Assert.Equal("Late", late.Change.History[0].After.Content.Location);
        Assert.True(Assert.Single(late.Lost).IsOwn);
        Assert.Equal(["title"], late.Change.After.Merge!.Last.Keys);
    }

    [Fact]
    public void What_no_event_can_be_is_refused_as_online()
    {
        var refused = Assert.IsType<MergeDecision.Refused>(Series.Decide(Titled(1, 10, "")));
        Assert.Contains("title", Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors.Keys);
        var backwards = Edit(1, 10, EventMembers.Start | EventMembers.End, new EventDraft
        {
            Start = new EventTimeDraft("2026-03-02T09:00:00", Given.Zone), End = new EventTimeDraft("2026-03-02T08:00:00", Given.Zone),
        });
        Assert.IsType<MergeDecision.Refused>(Series.Decide(backwards));
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<Stamp>> Seen(string path, params Stamp[] stamps) =>
        System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<Stamp>>.Empty.Add(path, [.. stamps]);
}
