using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Events by iCalendar UID, and with the text they came from.</summary>
public abstract class InterchangeContract(StorageLab lab) : StorageContract(lab)
{
    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task Events_are_found_by_uid_in_their_calendar_only()
    {
        Event one = Made("one@example.org"), two = Made("Two ☂"), elsewhere = Make.Event(Make.CalendarId()) with { ICalUid = "one@example.org" };
        await Commit(one, two);
        await Commit(elsewhere);
        ImmutableArray<Event> found = await Set.Events.FindByUid(calendar, ["one@example.org", "Two ☂", "ONE@example.org", "none"], Cancellation);
        Assert.Equal([.. new[] { one.Id, two.Id }.Order()], found.Select(e => e.Id).Order());
    }

    [Fact]
    public async Task Of_several_with_one_uid_the_live_one_is_found_and_then_one_in_the_trash()
    {
        Event[] made = [.. Enumerable.Range(0, 3).Select(_ => Made("same")).OrderBy(e => e.Id)];
        await Commit(made);
        Event first = made[0] with { Deleted = new Deletion(Make.Monday, Make.UserId()), Version = 2, Revision = 2 };
        await Commit(first);
        Assert.Equal(made[1].Id, Assert.Single(await Find("same")).Id);
        await Commit([.. made[1..].Select(e => e with { Deleted = new Deletion(Make.Monday, Make.UserId()), Version = 2, Revision = 2 })]);
        Assert.Equal(made[0].Id, Assert.Single(await Find("same")).Id);
    }

    [Fact]
    public async Task What_has_moved_away_or_is_purged_is_not_found()
    {
        Event moved = Made("moved"), purged = Made("purged");
        await Commit(moved, purged);
        await Commit(moved with { MovedTo = Make.CalendarId(), Version = 2, Revision = 2 });
        await Set.Events.Purge(purged, Cancellation);
        Assert.Empty(await Find("moved", "purged"));
    }

    [Fact]
    public async Task Of_several_with_one_uid_those_that_are_left_are_found_when_the_calendar_is_purged_in_part()
    {
        Event[] made = [.. Enumerable.Range(0, 3).Select(_ => Made("shared"))];
        await Commit(made);
        for (int left = made.Length; left > 0; left--)
        {
            Event found = Assert.Single(await Find("shared"));
            await Set.Events.Purge(found, Cancellation);
        }
        Assert.Empty(await Find("shared"));
    }

    [Fact]
    public async Task Carried_text_comes_back_as_it_was()
    {
        Event made = Made("carried") with { Overrides = [new Override(Make.Content().Start) { Carried = "BEGIN:VEVENT\r\nEND:VEVENT\r\n" }] };
        made = made with { Content = made.Content with { Carried = "BEGIN:VEVENT\r\nX-É:☂\r\nEND:VEVENT\r\n" } };
        await Commit(made);
        Assert.Equivalent(made, Assert.Single(await Find("carried")), strict: true);
    }

    private Event Made(string uid) => Make.Event(calendar) with { ICalUid = uid };

    private Task<ImmutableArray<Event>> Find(params string[] uids) => Set.Events.FindByUid(calendar, uids, Cancellation);

    private async Task Commit(params Event[] events)
    {
        foreach (var group in events.GroupBy(e => e.CalendarId))
            Assert.IsType<CommitResult.Committed>(await Set.Events.Commit(Make.Commit([.. group]), Cancellation));
    }
}
