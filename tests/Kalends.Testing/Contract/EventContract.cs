using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Commits: atomic in their calendar, ordered, never lost.</summary>
public abstract class EventContract(StorageLab lab) : StorageContract(lab)
{
    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task An_event_is_found_as_it_was_committed()
    {
        Event made = Make.Event(calendar) with { Content = Make.Content("Türen ☂") with { Attendees = [], Description = "two\nlines" } };
        Assert.Equal(new CommitResult.Committed(1), await Commit(made));
        Assert.Equivalent(made, await Set.Events.Find(calendar, made.Id, Cancellation), strict: true);
        Assert.Equal(calendar, await Set.Events.Locate(made.Id, Cancellation));
    }

    [Fact]
    public async Task An_event_is_not_found_elsewhere()
    {
        Event made = Make.Event(calendar);
        await Commit(made);
        Assert.Null(await Set.Events.Find(Make.CalendarId(), made.Id, Cancellation));
        Assert.Null(await Set.Events.Find(calendar, Make.EventId(), Cancellation));
        Assert.Null(await Set.Events.Locate(Make.EventId(), Cancellation));
    }

    [Fact]
    public async Task Those_that_are_there_are_found_together()
    {
        Event[] made = [Make.Event(calendar), Make.Event(calendar), Make.Event(Make.CalendarId())];
        foreach (Event @event in made) await Commit(@event);
        ImmutableArray<Event> found = await Set.Events.FindMany(calendar, [.. made.Select(e => e.Id), Make.EventId()], Cancellation);
        Assert.Equal([.. made[..2].Select(e => e.Id).Order()], found.Select(e => e.Id).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_edit_of_another_revision_than_the_stored_one_is_overtaken_and_leaves_nothing(long revision)
    {
        Event made = Make.Event(calendar);
        Event other = Make.Event(calendar);
        await Commit(made);
        EventCommit stale = Make.Commit(other, made with { Revision = revision }) with
        {
            Reminders = [new ReminderSetting(made.Id, Make.UserId(), [5])],
        };
        Assert.Equal(new CommitResult.Overtaken(made.Id), await Set.Events.Commit(stale, Cancellation));
        Assert.Null(await Set.Events.Find(calendar, other.Id, Cancellation));
        Assert.Null(await Set.Events.Locate(other.Id, Cancellation));
        Assert.Empty(await Set.Events.ReadReminders(calendar, made.Id, Cancellation));
        Assert.Equal(1, (await Set.Events.ReadChanges(calendar, 0, 10, Cancellation)).Head);
    }

    [Fact]
    public async Task A_commit_stores_all_its_events_at_one_place_in_the_feed()
    {
        Event[] made = [.. Enumerable.Range(0, 5).Select(_ => Make.Event(calendar))];
        await Commit(made);
        ChangePage page = await Set.Events.ReadChanges(calendar, 0, 2, Cancellation);
        Assert.Equal(5, page.Items.Length);
        Assert.All(page.Items, change => Assert.Equal(1, change.Sequence));
        Assert.False(page.HasMore);
    }

    [Fact]
    public async Task Of_twenty_writers_of_one_event_one_wins_each_revision_and_no_edit_is_lost()
    {
        Event made = Make.Event(calendar, "");
        await Commit(made);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async writer =>
        {
            while (true)
            {
                Event read = (await Set.Events.Find(calendar, made.Id, Cancellation))!;
                if (await Commit(read.Edited($"{read.Content.Title} {writer}")) is CommitResult.Committed) return;
            }
        }));
        Event last = (await Set.Events.Find(calendar, made.Id, Cancellation))!;
        Assert.Equal(21, last.Revision);
        Assert.Equal(Enumerable.Range(0, 20), last.Content.Title.Split(' ').Skip(1).Select(int.Parse).Order());
        Assert.Equal(21, (await Set.Events.ReadHistory(calendar, made.Id, null, 100, Cancellation)).Items.Length);
    }

    [Fact]
    public async Task History_is_read_newest_first_in_pages()
    {
        Event @event = Make.Event(calendar);
        await Commit(@event);
        for (int edit = 0; edit < 4; edit++) await Commit(@event = @event.Edited($"edit {edit}"));
        Page<HistoryEntry> first = await Set.Events.ReadHistory(calendar, @event.Id, null, 3, Cancellation);
        Page<HistoryEntry> second = await Set.Events.ReadHistory(calendar, @event.Id, first.Items[^1].Version, 3, Cancellation);
        Assert.Equal([5, 4, 3], first.Items.Select(entry => entry.Version));
        Assert.Equal([2, 1], second.Items.Select(entry => entry.Version));
        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        Assert.Equal("edit 3", first.Items[0].After.Content.Title);
        Assert.Equal("edit 0", (await Set.Events.FindHistory(calendar, @event.Id, 2, Cancellation))!.After.Content.Title);
        Assert.Null(await Set.Events.FindHistory(calendar, @event.Id, 6, Cancellation));
    }

    [Fact]
    public async Task Live_series_and_the_trash_are_listed_by_id_in_pages()
    {
        Event[] series = [.. Enumerable.Range(0, 5).Select(_ => Make.Series(calendar)).OrderBy(e => e.Id)];
        Event[] gone = [.. Enumerable.Range(0, 3).Select(_ => Make.Series(calendar)).OrderBy(e => e.Id)];
        foreach (Event @event in series.Concat(gone)) await Commit(@event);
        foreach (Event @event in gone) await Commit(@event.Trashed(Make.Monday));
        await Commit(Make.Event(calendar));
        Page<Event> first = await Set.Events.ReadSeries(calendar, null, 3, Cancellation);
        Page<Event> rest = await Set.Events.ReadSeries(calendar, first.Items[^1].Id, 3, Cancellation);
        Assert.Equal(series.Select(e => e.Id), first.Items.Concat(rest.Items).Select(e => e.Id));
        Assert.True(first.HasMore);
        Assert.False(rest.HasMore);
        Page<Event> trash = await Set.Events.ReadTrash(calendar, null, 3, Cancellation);
        Assert.Equal(gone.Select(e => e.Id), trash.Items.Select(e => e.Id));
        Assert.False(trash.HasMore);
    }

    [Fact]
    public async Task A_moved_event_is_located_in_its_new_calendar_also_when_it_comes_back()
    {
        CalendarId target = Make.CalendarId();
        Event here = Make.Event(calendar);
        await Commit(here);
        Event left = here with { MovedTo = target, Revision = 2, Version = 2 };
        await Commit(left);
        Assert.Equal(calendar, await Set.Events.Locate(here.Id, Cancellation));
        Event there = here with { CalendarId = target, Version = 2, Revision = 1 };
        await Commit(there);
        Assert.Equal(target, await Set.Events.Locate(here.Id, Cancellation));
        Assert.Equal(target, (await Set.Events.Find(calendar, here.Id, Cancellation))!.MovedTo);
        await Commit(there with { MovedTo = calendar, Revision = 2, Version = 3 });
        await Commit(here with { Revision = 3, Version = 3 });
        Assert.Equal(calendar, await Set.Events.Locate(here.Id, Cancellation));
    }

    [Fact]
    public async Task Reminders_belong_to_a_user_and_are_no_news_in_the_feed()
    {
        Event made = Make.Event(calendar);
        (var ada, var bob) = (Make.UserId(), Make.UserId());
        await Commit(made);
        await SetReminders(new(made.Id, ada, [5, 60]), new(made.Id, bob, []));
        ReminderSetting of = Assert.Single(await Set.Events.ReadReminders(calendar, ada, [made.Id, Make.EventId()], Cancellation));
        Assert.Equal([5, 60], of.Minutes!.Value);
        Assert.Equal(2, (await Set.Events.ReadReminders(calendar, made.Id, Cancellation)).Length);
        await SetReminders(new ReminderSetting(made.Id, ada, null));
        Assert.Equal(bob, Assert.Single(await Set.Events.ReadReminders(calendar, made.Id, Cancellation)).UserId);
        Assert.Equal(1, (await Set.Events.ReadChanges(calendar, 0, 10, Cancellation)).Head);
    }

    [Fact]
    public async Task Events_are_found_with_what_each_user_has_set_on_them_where_they_lie()
    {
        Event[] made = [Make.Event(calendar), Make.Event(calendar)];
        Event elsewhere = Make.Event(Make.CalendarId());
        (var ada, var bob) = (Make.UserId(), Make.UserId());
        await Commit(made);
        await SetReminders(new(made[0].Id, ada, [5]), new(made[0].Id, bob, []), new(made[1].Id, bob, [7]));
        await Set.Events.Commit(Make.Commit(elsewhere) with { Reminders = [new(elsewhere.Id, ada, [90])] }, Cancellation);
        ReminderPlace[] there =
        [
            new(calendar, made[0].Id, ada), new(calendar, made[0].Id, bob), new(calendar, made[1].Id, ada),
            new(elsewhere.CalendarId, elsewhere.Id, ada),
        ];
        var found = (await Set.Events.FindReminded(
                [.. there, new(calendar, elsewhere.Id, ada), new(calendar, Make.EventId(), bob), new(Make.CalendarId(), made[0].Id, ada)], Cancellation))
            .ToDictionary(one => one.Place);
        Assert.Equal(there.ToHashSet(), found.Keys.ToHashSet());
        Assert.All(found.Values, one => Assert.Equal((one.Place.Calendar, one.Place.Event), (one.Event.CalendarId, one.Event.Id)));
        Assert.Equal(["5", "", "none", "90"], there.Select(place =>
            found[place].Setting is { Minutes: { } minutes } ? string.Join(',', minutes) : "none"));
    }

    [Fact]
    public async Task Early_reminders_of_a_user_in_a_calendar_are_found_without_naming_events()
    {
        Event[] made = [Make.Event(calendar), Make.Event(calendar), Make.Event(calendar)];
        Event elsewhere = Make.Event(Make.CalendarId());
        (var ada, var bob) = (Make.UserId(), Make.UserId());
        await Commit(made);
        await Set.Events.Commit(Make.Commit(elsewhere) with { Reminders = [new(elsewhere.Id, ada, [90])] }, Cancellation);
        await SetReminders(
            new(made[0].Id, ada, [5, 61, 30]), new(made[1].Id, ada, [60]), new(made[2].Id, ada, []), new(made[1].Id, bob, [90]));
        ReminderSetting early = Assert.Single(await Set.Events.ReadEarlyReminders(calendar, ada, 60, Cancellation));
        Assert.Equal(made[0].Id, early.EventId);
        Assert.Equal([5, 61, 30], early.Minutes!.Value);
        await SetReminders(new(made[0].Id, ada, [60]), new(made[1].Id, ada, [61]));
        Assert.Equal(made[1].Id, Assert.Single(await Set.Events.ReadEarlyReminders(calendar, ada, 60, Cancellation)).EventId);
        await SetReminders(new ReminderSetting(made[1].Id, ada, null));
        Assert.Empty(await Set.Events.ReadEarlyReminders(calendar, ada, 60, Cancellation));
    }

    [Fact]
    public async Task Reminders_on_an_event_that_is_not_there_are_overtaken()
    {
        EventId missing = Make.EventId();
        var commit = new EventCommit(calendar) { Reminders = [new ReminderSetting(missing, Make.UserId(), [5])] };
        Assert.Equal(new CommitResult.Overtaken(missing), await Set.Events.Commit(commit, Cancellation));
    }

    [Fact]
    public async Task What_is_not_one_commit_of_one_calendar_is_a_bug_of_the_caller()
    {
        Event made = Make.Event(calendar);
        Event foreign = Make.Event(Make.CalendarId());
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(made, foreign));
        await Assert.ThrowsAsync<ArgumentException>(() => Commit(made, made));
        Assert.Null(await Set.Events.Find(calendar, made.Id, Cancellation));
    }

    private Task<CommitResult> Commit(params ReadOnlySpan<Event> events) => Set.Events.Commit(Make.Commit(events), Cancellation);

    private Task<CommitResult> SetReminders(params ReadOnlySpan<ReminderSetting> settings) =>
        Set.Events.Commit(new EventCommit(calendar) { Reminders = [.. settings] }, Cancellation);
}
