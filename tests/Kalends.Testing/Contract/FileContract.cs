using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Storage.Imports;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Feed links, and reports of imports.</summary>
public abstract class FileContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly ImmutableArray<byte> Hash = [1, 2, 3], OtherHash = [4, 5, 6];

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
}
