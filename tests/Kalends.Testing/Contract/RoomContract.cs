using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>A full calendar says so, keeps what it has, and takes new events again once there is room.</summary>
public abstract class RoomContract : StorageContract
{
    private const int Most = 4;

    private readonly CalendarId calendar = Make.CalendarId();

    protected RoomContract(StorageLab lab)
        : base(lab) => lab.Room = new CalendarRoom { MostEvents = Most };

    [Fact]
    public async Task The_first_event_too_many_is_refused_whole_and_nothing_of_its_commit_is_stored()
    {
        await Fill(Most - 1);
        (Event fits, Event isTooMuch) = (Make.Event(calendar), Make.Event(calendar));
        Assert.Null(await Set.Events.FindFull(calendar, Cancellation));
        Assert.Equal(CommitResult.Full.OfEvents(Most), await Set.Events.Commit(Make.Commit(fits, isTooMuch), Cancellation));
        Assert.Empty(await Set.Events.FindMany(calendar, [fits.Id, isTooMuch.Id], Cancellation));
        Assert.Null(await Set.Events.Locate(isTooMuch.Id, Cancellation) is { } home ? await Set.Events.Find(home, isTooMuch.Id, Cancellation) : null);
        Assert.Equal(Most - 1, (await Set.Events.ReadChanges(calendar, 0, 100, Cancellation)).Head);
        Assert.IsType<CommitResult.Committed>(await Commit(fits));
        Assert.Equal(CommitResult.Full.OfEvents(Most), await Set.Events.FindFull(calendar, Cancellation));
        Assert.Equal(CommitResult.Full.OfEvents(Most), await Commit(isTooMuch));
    }

    [Fact]
    public async Task What_is_there_can_be_edited_deleted_and_restored()
    {
        Event there = (await Fill(Most))[0];
        Event edited = there.Edited("edited"), trashed = edited.Trashed(Make.Monday);
        foreach (Event step in new[] { edited, trashed, trashed with { Revision = 4, Version = 4, Deleted = null } })
            Assert.IsType<CommitResult.Committed>(await Commit(step));
        Assert.True((await Set.Events.Find(calendar, there.Id, Cancellation))!.IsLive);
    }

    [Fact]
    public async Task Whoever_repeats_the_commit_that_filled_the_calendar_learns_that_it_is_there()
    {
        Event last = (await Fill(Most))[^1];
        Assert.Equal(new CommitResult.Overtaken(last.Id), await Commit(last));
    }

    [Fact]
    public async Task There_is_room_again_once_something_was_forgotten()
    {
        Event gone = (await Fill(Most))[0].Trashed(Make.Monday);
        await Commit(gone);
        Assert.IsType<CommitResult.Full>(await Commit(Make.Event(calendar)));
        await Set.Events.Purge(gone, Cancellation);
        Assert.Null(await Set.Events.FindFull(calendar, Cancellation));
        Assert.IsType<CommitResult.Committed>(await Commit(Make.Event(calendar)));
        Assert.IsType<CommitResult.Full>(await Commit(Make.Event(calendar)));
    }

    [Fact]
    public async Task What_must_arrive_arrives()
    {
        await Fill(Most);
        Event arrival = Make.Event(calendar);
        Assert.IsType<CommitResult.Committed>(await Set.Events.Commit(Make.Commit(arrival) with { MayOverfill = true }, Cancellation));
        Assert.NotNull(await Set.Events.Find(calendar, arrival.Id, Cancellation));
        Assert.IsType<CommitResult.Full>(await Commit(Make.Event(calendar)));
    }

    [Fact]
    public async Task Of_many_that_come_at_once_just_as_many_are_taken_as_there_is_room_for()
    {
        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 3 * Most).Select(_ => Task.Run(() => Commit(Make.Event(calendar)))));
        Assert.Equal(Most, results.Count(result => result is CommitResult.Committed));
        Assert.Equal(2 * Most, results.Count(result => result is CommitResult.Full));
        Assert.Equal(Most, (await Set.Events.ReadChanges(calendar, 0, 100, Cancellation)).Items.Length);
    }

    [Fact]
    public async Task A_calendar_that_was_forgotten_whole_is_empty()
    {
        await Fill(Most);
        while (!await Set.Events.Purge(calendar, Cancellation)) { }
        await Fill(Most);
        Assert.IsType<CommitResult.Full>(await Commit(Make.Event(calendar)));
    }

    private async Task<Event[]> Fill(int count)
    {
        Event[] made = [.. Enumerable.Range(0, count).Select(_ => Make.Event(calendar))];
        foreach (Event @event in made) Assert.IsType<CommitResult.Committed>(await Commit(@event));
        return made;
    }

    private Task<CommitResult> Commit(Event @event) => Set.Events.Commit(Make.Commit(@event), Cancellation);
}
