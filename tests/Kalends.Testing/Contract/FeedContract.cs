using System.Collections.Concurrent;
using CsCheck;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>The change feed: who follows it has exactly the state; and what is forgotten for good.</summary>
public abstract class FeedContract(StorageLab lab) : StorageContract(lab)
{
    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task Any_interleaving_of_commits_replayed_through_the_feed_gives_exactly_the_state() =>
        await Gen.Select(Gen.Int[0, 4].Array[1, 30].Array[1, 6], Gen.Int[1, 5]).SampleAsync(async (writers, pageSize) =>
        {
            CalendarId calendar = Make.CalendarId();
            var events = new ConcurrentDictionary<int, EventId>();
            var replica = new Dictionary<EventId, Event>();
            Task writing = Task.WhenAll(writers.Select(commands => Task.Run(() => Write(calendar, events, commands))));
            long after = 0;
            while (!writing.IsCompleted) after = await Follow(calendar, after, pageSize, replica);
            await writing;
            await Follow(calendar, after, pageSize, replica);
            foreach (EventId id in events.Values)
                Assert.Equivalent(await Set.Events.Find(calendar, id, Cancellation), replica.GetValueOrDefault(id), strict: true);
        }, iter: Rounds(15), threads: 1);

    [Fact]
    public async Task A_feed_tells_each_changed_event_once_as_it_is_now()
    {
        (Event first, Event second) = (Make.Event(calendar), Make.Event(calendar));
        await Commit(first);
        await Commit(second);
        await Commit(first = first.Edited("again"));
        ChangePage all = await Set.Events.ReadChanges(calendar, 0, 10, Cancellation);
        Assert.Equal([(2, second.Id), (3, first.Id)], all.Items.Select(change => (change.Sequence, change.Event.Id)));
        Assert.Equal(3, all.Head);
        ChangePage rest = await Set.Events.ReadChanges(calendar, 2, 10, Cancellation);
        Assert.Equal("again", Assert.Single(rest.Items).Event.Content.Title);
    }

    [Fact]
    public async Task An_unknown_calendar_has_an_empty_feed()
    {
        ChangePage page = await Set.Events.ReadChanges(Make.CalendarId(), 0, 10, Cancellation);
        Assert.Empty(page.Items);
        Assert.Equal((0, 0, false), (page.Head, page.Floor, page.HasMore));
    }

    [Fact]
    public async Task A_purged_event_is_gone_and_raises_the_floor_to_its_last_change()
    {
        (Event kept, Event gone) = (Make.Event(calendar), Make.Event(calendar));
        await Commit(kept);
        await Commit(gone);
        await Commit(gone = gone.Trashed(Make.Monday));
        await Commit(kept.Edited("later"));
        await Set.Events.Purge(gone, Cancellation);
        Assert.Null(await Set.Events.Find(calendar, gone.Id, Cancellation));
        Assert.Null(await Set.Events.Locate(gone.Id, Cancellation));
        Assert.Empty((await Set.Events.ReadHistory(calendar, gone.Id, null, 10, Cancellation)).Items);
        Assert.Empty((await Set.Events.ReadTrash(calendar, null, 10, Cancellation)).Items);
        ChangePage page = await Set.Events.ReadChanges(calendar, 0, 10, Cancellation);
        Assert.Equal((4, 3), (page.Head, page.Floor));
        Assert.Single(page.Items);
    }

    [Fact]
    public async Task An_event_that_was_restored_meanwhile_is_not_purged()
    {
        Event trashed = Make.Event(calendar).Trashed(Make.Monday);
        await Commit(trashed with { Revision = 1, Deleted = null });
        await Commit(trashed);
        await Commit(trashed with { Revision = 3, Version = 3, Deleted = null });
        await Set.Events.Purge(trashed, Cancellation);
        Assert.NotNull(await Set.Events.Find(calendar, trashed.Id, Cancellation));
        Assert.Equal(0, (await Set.Events.ReadChanges(calendar, 0, 10, Cancellation)).Floor);
    }

    [Fact]
    public async Task Expired_are_those_that_went_before_the_instant_by_trash_or_move()
    {
        Instant monday = Make.Monday;
        Event trashed = Make.Event(calendar), later = Make.Event(calendar), moved = Make.Event(calendar), live = Make.Event(calendar);
        await Commit(trashed, later, moved, live);
        await Commit(trashed.Trashed(monday - Duration.FromSeconds(1)));
        await Commit(later.Trashed(monday));
        await Commit(moved with { MovedTo = Make.CalendarId(), Revision = 2, UpdatedAt = monday - Duration.FromSeconds(2) });
        Assert.Equal([moved.Id, trashed.Id], (await Set.Events.ReadExpired(monday, 10, Cancellation)).Select(gone => gone.Id));
        Assert.Equal([moved.Id], (await Set.Events.ReadExpired(monday, 1, Cancellation)).Select(gone => gone.Id));
    }

    [Fact]
    public async Task A_purged_calendar_keeps_nothing()
    {
        Event[] made = [.. Enumerable.Range(0, 250).Select(_ => Make.Event(calendar))];
        foreach (Event[] some in made.Chunk(EventCommit.MaxEvents)) await Commit(some);
        Event other = Make.Event(Make.CalendarId());
        await Set.Events.Commit(Make.Commit(other), Cancellation);
        while (!await Set.Events.Purge(calendar, Cancellation)) { }
        Assert.Empty(await Set.Events.FindMany(calendar, [.. made.Select(gone => gone.Id)], Cancellation));
        Assert.Equal(0, (await Set.Events.ReadChanges(calendar, 0, 10, Cancellation)).Head);
        Assert.NotNull(await Set.Events.Find(other.CalendarId, other.Id, Cancellation));
    }

    private async Task<long> Follow(CalendarId calendar, long after, int pageSize, Dictionary<EventId, Event> replica)
    {
        ChangePage page;
        do
        {
            page = await Set.Events.ReadChanges(calendar, after, pageSize, Cancellation);
            foreach (Change change in page.Items) replica[change.Event.Id] = change.Event;
            if (page.Items.Length > 0) after = page.Items[^1].Sequence;
        }
        while (page.HasMore);
        return after;
    }

    /// <summary>Each command makes or edits the event of that number; who is overtaken lets it be.</summary>
    private async Task Write(CalendarId calendar, ConcurrentDictionary<int, EventId> events, int[] commands)
    {
        foreach (int number in commands)
        {
            EventId id = events.GetOrAdd(number, _ => Make.EventId());
            Event? stored = await Set.Events.Find(calendar, id, Cancellation);
            Event after = stored?.Edited($"revision {stored.Revision + 1}") ?? Make.Event(calendar) with { Id = id };
            await Set.Events.Commit(Make.Commit(after), Cancellation);
        }
    }

    private Task<CommitResult> Commit(params ReadOnlySpan<Event> events) => Set.Events.Commit(Make.Commit(events), Cancellation);
}
