using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;

namespace Kalends.Domain.Tests.Events;

public sealed class DeleteEventTests
{
    private static readonly Event Series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20260401T090000");

    [Fact]
    public void All_goes_into_the_trash()
    {
        var change = Assert.Single(Given.Accepted(Delete(Series, EditScope.All).Decide(Given.Rules, Given.Now)).Changes);
        Assert.Equal(new Deletion(Given.Now, Given.Owner.Id), change.After.Deleted);
        Assert.Equal((2, 2, false), (change.After.Version, change.After.Revision, change.After.IsLive));
        Assert.Equal(HistoryAction.Deleted, change.History[0].Action);
        Assert.Empty(Given.Year(change.After));
    }

    [Fact]
    public void One_instance_becomes_a_cancelled_override()
    {
        var after = Given.Accepted(Delete(Series, EditScope.This, "2026-03-09T09:00:00").Decide(Given.Rules, Given.Now)).Result;
        Assert.True(Assert.Single(after.Overrides).IsCancelled);
        Assert.Equal(2, after.Version);
        Assert.Equal(5, Given.Year(after).Count);
        Assert.Equal(["2026-03-02T09:00", "2026-03-16T09:00", "2026-03-23T09:00", "2026-04-01T09:00"], Given.Starts(after));
    }

    [Fact]
    public void A_cancelled_instance_stays_where_it_was_moved_to()
    {
        var moved = Written.Move(Series, EditScope.This, "2026-03-09T09:00:00", "2026-03-10T15:00:00", "2026-03-10T16:00:00").Accept().Result;
        var after = Given.Accepted(Delete(moved, EditScope.This, "2026-03-09T09:00:00").Decide(Given.Rules, Given.Now)).Result;
        Assert.Equal("2026-03-10T15:00", Given.Start(Given.Year(after).Single(o => o.Face.Status == EventStatus.Cancelled)));
    }

    [Fact]
    public void Following_ends_the_series_with_all_that_belongs_to_later_instances()
    {
        var special = Written.Retitle(Series, EditScope.This, "2026-03-23T09:00:00", "Late");
        var after = Given.Accepted(Delete(special, EditScope.Following, "2026-03-16T09:00:00").Decide(Given.Rules, Given.Now)).Result;
        Assert.Equal(["2026-03-02T09:00", "2026-03-09T09:00"], Given.Starts(after));
        Assert.Empty(after.Overrides);
        Assert.Null(after.Deleted);
    }

    [Theory]
    [InlineData(EditScope.Following)]
    public void At_the_first_instance_following_is_all(EditScope scope) =>
        Assert.NotNull(Given.Accepted(Delete(Series, scope, "2026-03-02T09:00:00").Decide(Given.Rules, Given.Now)).Result.Deleted);

    [Fact]
    public void This_of_a_single_event_is_all() => Assert.NotNull(Given.Accepted(
        Delete(Given.Event("2026-03-02T09:00:00"), EditScope.This, "2026-03-02T09:00:00").Decide(Given.Rules, Given.Now)).Result.Deleted);

    [Fact]
    public void No_such_instance_is_not_found() =>
        Given.Refused<Refusal.NotFound>(Delete(Series, EditScope.This, "2026-03-10T09:00:00").Decide(Given.Rules, Given.Now));

    [Fact]
    public void A_stale_version_is_refused() =>
        Given.Refused<Refusal.Stale>((Delete(Series, EditScope.All) with { ExpectedVersion = 2 }).Decide(Given.Rules, Given.Now));

    [Fact]
    public void What_lies_in_the_trash_is_not_deleted_again()
    {
        var trashed = Given.Accepted(Delete(Series, EditScope.All).Decide(Given.Rules, Given.Now)).Result;
        Given.Refused<Refusal.NotFound>(Delete(trashed, EditScope.All).Decide(Given.Rules, Given.Now));
    }

    private static DeleteEvent Delete(Event current, EditScope scope, string? instance = null) => new(Given.Edit, current)
    {
        Scope = scope,
        Instance = instance is null ? null : Given.At(instance),
    };
}
