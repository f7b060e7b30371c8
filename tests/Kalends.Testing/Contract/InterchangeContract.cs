using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>What iCalendar needs of a set: events by UID, feed links, reports of imports.</summary>
public abstract class InterchangeContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly ImmutableArray<byte> Hash = [1, 2, 3], OtherHash = [4, 5, 6];
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
    public async Task Carried_text_comes_back_as_it_was()
    {
        Event made = Made("carried") with { Overrides = [new Override(Make.Content().Start) { Carried = "BEGIN:VEVENT\r\nEND:VEVENT\r\n" }] };
        made = made with { Content = made.Content with { Carried = "BEGIN:VEVENT\r\nX-É:☂\r\nEND:VEVENT\r\n" } };
        await Commit(made);
        Assert.Equivalent(made, Assert.Single(await Find("carried")), strict: true);
    }

    [Fact]
    public async Task A_feed_link_is_found_by_its_hash_until_it_is_removed()
    {
        Calendar own = Make.Calendar();
        FeedLink link = Link(own, Hash), later = Link(own, OtherHash) with { CreatedAt = Make.Monday + Duration.FromHours(1) };
        await Set.FeedLinks.Add(later, Cancellation);
        await Set.FeedLinks.Add(link, Cancellation);
        Assert.Equivalent(link, await Set.FeedLinks.Find(own.OwnerId, Hash, Cancellation), strict: true);
        Assert.Null(await Set.FeedLinks.Find(Make.UserId(), Hash, Cancellation));
        Assert.Equal([link.Id, later.Id], (await Set.FeedLinks.List(own, Cancellation)).Select(one => one.Id));
        Assert.False(await Set.FeedLinks.Remove(Make.Calendar(own.OwnerId), link.Id, Cancellation));
        Assert.True(await Set.FeedLinks.Remove(own, link.Id, Cancellation));
        Assert.False(await Set.FeedLinks.Remove(own, link.Id, Cancellation));
        Assert.Null(await Set.FeedLinks.Find(own.OwnerId, Hash, Cancellation));
    }

    [Fact]
    public async Task Feed_links_go_with_their_calendar()
    {
        Calendar own = Make.Calendar() with { Deleted = new Deletion(Make.Monday, Make.UserId()) };
        await Set.Calendars.TryCreate(own, Cancellation);
        await Set.FeedLinks.Add(Link(own, Hash), Cancellation);
        await Set.Calendars.Purge(own, Cancellation);
        Assert.Null(await Set.FeedLinks.Find(own.OwnerId, Hash, Cancellation));
    }

    [Fact]
    public async Task An_import_tells_how_far_it_is_and_what_became_of_each_item()
    {
        Import import = Import();
        await Set.Imports.Begin(import, Cancellation);
        Import next = import with { Counts = new ImportCounts(2, 0, 0, 1), Octets = 99, UpdatedAt = Make.Monday + Duration.FromSeconds(9) };
        await Set.Imports.Advance(next, [Item(1), Item(2)], Cancellation);
        Import last = next with { State = ImportState.Failed, Problem = "line 7" };
        await Set.Imports.Advance(last, [Item(3)], Cancellation);
        Assert.Equivalent(last, await Set.Imports.Find(import.UserId, import.Id, Cancellation), strict: true);
        Assert.Null(await Set.Imports.Find(Make.UserId(), import.Id, Cancellation));
        Page<ImportItem> page = await Set.Imports.ReadItems(import, 0, 2, Cancellation);
        Assert.Equivalent(new[] { Item(1), Item(2) }, page.Items, strict: true);
        Assert.True(page.HasMore);
        Assert.Equal(3, Assert.Single((await Set.Imports.ReadItems(import, 2, 2, Cancellation)).Items).Number);
    }

    [Fact]
    public async Task An_import_that_begins_again_forgets_its_items_and_old_ones_go()
    {
        Import import = Import(), newer = Import() with { UpdatedAt = Make.Monday + Duration.FromDays(9) };
        foreach (Import one in new[] { import, newer })
        {
            await Set.Imports.Begin(one, Cancellation);
            await Set.Imports.Advance(one, [Item(1)], Cancellation);
        }
        await Set.Imports.Begin(import, Cancellation);
        Assert.Empty((await Set.Imports.ReadItems(import, 0, 9, Cancellation)).Items);
        await Set.Imports.RemoveBefore(Make.Monday + Duration.FromDays(1), Cancellation);
        Assert.Null(await Set.Imports.Find(import.UserId, import.Id, Cancellation));
        Assert.Single((await Set.Imports.ReadItems(newer, 0, 9, Cancellation)).Items);
    }

    private static FeedLink Link(Calendar calendar, ImmutableArray<byte> hash) => new()
    {
        Id = Make.EventId().Value, CalendarId = calendar.Id, OwnerId = calendar.OwnerId, Permission = Permission.FreeBusy, Label = "Phone",
        SecretHash = hash, CreatedAt = Make.Monday,
    };

    private static Import Import() => new()
    {
        Id = Make.EventId().Value, UserId = Make.UserId(), CalendarId = Make.CalendarId(), IsDryRun = true, StartedAt = Make.Monday,
        UpdatedAt = Make.Monday,
    };

    private static ImportItem Item(int number) => new(number, 10 * number, ImportOutcome.Refused)
    {
        Component = "VEVENT", Uid = "u", RecurrenceId = "20260302T090000Z", EventId = new EventId(new Guid(number, 0, 0, new byte[8])),
        Errors = [("DTSTART", "is required"), ("RRULE", "can never produce")],
    };

    private Event Made(string uid) => Make.Event(calendar) with { ICalUid = uid };

    private Task<ImmutableArray<Event>> Find(params string[] uids) => Set.Events.FindByUid(calendar, uids, Cancellation);

    private async Task Commit(params Event[] events)
    {
        foreach (var group in events.GroupBy(e => e.CalendarId))
            Assert.IsType<CommitResult.Committed>(await Set.Events.Commit(Make.Commit([.. group]), Cancellation));
    }
}
