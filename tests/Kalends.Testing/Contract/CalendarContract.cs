using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Calendars and the grants on them.</summary>
public abstract class CalendarContract(StorageLab lab) : StorageContract(lab)
{
    [Fact]
    public async Task A_calendar_is_found_as_it_was_made()
    {
        Calendar made = Make.Calendar() with { Color = "#AABBCC", Description = "d", IsPublic = true };
        Assert.True(await Set.Calendars.TryCreate(made, Cancellation));
        Assert.False(await Set.Calendars.TryCreate(made, Cancellation));
        Assert.Equal(new CalendarView(made, HasShares: false, Permission.None), await Find(made, Make.UserId()));
        Assert.Null(await Set.Calendars.Find(Make.CalendarId(), made.OwnerId, Cancellation));
    }

    [Fact]
    public async Task Many_calendars_are_found_at_once_each_as_its_caller_sees_it()
    {
        (Calendar one, Calendar other, UserId guest) = (await Create(), await Create(), Make.UserId());
        await Set.Calendars.PutShare(ShareOf(one, guest, Permission.View), Cancellation);
        CalendarSight[] asked = [new(one.Id, guest), new(one.Id, one.OwnerId), new(Make.CalendarId(), guest), new(other.Id, guest)];
        var found = (await Set.Calendars.FindMany(asked, Cancellation)).ToDictionary(seen => seen.Asked, seen => seen.View);
        Assert.Equal(asked.Where(sight => sight != asked[2]).ToHashSet(), found.Keys.ToHashSet());
        foreach ((CalendarSight sight, CalendarView view) in found) Assert.Equal(await Set.Calendars.Find(sight.Calendar, sight.Caller, Cancellation), view);
        Assert.Equal(Permission.View, found[asked[0]].Grant);
    }

    [Fact]
    public async Task A_calendar_is_replaced_at_the_next_version_only()
    {
        Calendar made = await Create();
        Calendar trashed = made with { Version = 2, Deleted = new Deletion(Make.Monday, made.OwnerId) };
        Assert.True(await Set.Calendars.TryReplace(trashed, Cancellation));
        Assert.False(await Set.Calendars.TryReplace(trashed, Cancellation));
        Assert.False(await Set.Calendars.TryReplace(Make.Calendar(), Cancellation));
        Assert.Equal(trashed, (await Find(made, made.OwnerId))!.Calendar);
    }

    [Fact]
    public async Task Of_twenty_who_replace_a_calendar_at_once_one_does()
    {
        Calendar made = await Create();
        bool[] replaced = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() =>
            Set.Calendars.TryReplace(made with { Version = 2, Name = $"{n}" }, Cancellation))));
        int winner = replaced.Index().Single(pair => pair.Item).Index;
        Assert.Equal($"{winner}", (await Find(made, made.OwnerId))!.Calendar.Name);
    }

    [Fact]
    public async Task An_owner_lists_their_own_by_id()
    {
        UserId owner = Make.UserId();
        Calendar[] own = [.. Enumerable.Range(0, 3).Select(_ => Make.Calendar(owner)).OrderBy(calendar => calendar.Id)];
        foreach (Calendar calendar in own) await Set.Calendars.TryCreate(calendar, Cancellation);
        await Create();
        await Set.Calendars.PutShare(ShareOf(own[1], Make.UserId(), Permission.View), Cancellation);
        ImmutableArray<CalendarView> listed = await Set.Calendars.ListOwned(owner, Cancellation);
        Assert.Equal(own, listed.Select(view => view.Calendar));
        Assert.Equal([false, true, false], listed.Select(view => view.HasShares));
    }

    [Fact]
    public async Task All_calendars_are_listed_each_once()
    {
        Calendar[] made = [await Create(), await Create(), await Create(), await Create(), await Create()];
        await Settle();
        List<CalendarId> listed = [];
        Page<Calendar> page;
        do
        {
            page = await Set.Calendars.ListAll(listed.Count > 0 ? listed[^1] : null, 2, Cancellation);
            listed.AddRange(page.Items.Select(calendar => calendar.Id));
        }
        while (page.HasMore);
        Assert.Equal(made.Select(calendar => calendar.Id).Order(), listed);
    }

    [Fact]
    public async Task A_grant_decides_at_once_and_can_be_changed_and_taken_away()
    {
        Calendar calendar = await Create();
        UserId grantee = Make.UserId();
        Share share = ShareOf(calendar, grantee, Permission.View);
        Assert.True(await Set.Calendars.PutShare(share, Cancellation));
        Assert.Equal(new CalendarView(calendar, HasShares: true, Permission.View), await Find(calendar, grantee));
        Share changed = share with { Permission = Permission.Edit, CreatedAt = Make.Monday + Duration.FromDays(1) };
        Assert.False(await Set.Calendars.PutShare(changed, Cancellation));
        Assert.Equal(Permission.Edit, (await Find(calendar, grantee))!.Grant);
        Assert.Equal([share with { Permission = Permission.Edit }], await Set.Calendars.ListShares(calendar, Cancellation));
        Assert.True(await Set.Calendars.RemoveShare(calendar, grantee, Cancellation));
        Assert.False(await Set.Calendars.RemoveShare(calendar, grantee, Cancellation));
        Assert.Equal(new CalendarView(calendar, HasShares: false, Permission.None), await Find(calendar, grantee));
    }

    [Fact]
    public async Task Links_lead_to_what_is_shared_with_a_user_when_they_have_settled()
    {
        (Calendar first, Calendar second) = (await Create(), await Create());
        UserId grantee = Make.UserId();
        foreach (Calendar calendar in new[] { first, second })
            await Set.Calendars.PutShare(ShareOf(calendar, grantee, Permission.View), Cancellation);
        await Settle();
        Assert.Equal([.. new[] { first.Id, second.Id }.Order()], (await Set.Calendars.ListLinked(grantee, Cancellation)).Order());
        Assert.Empty(await Set.Calendars.ListLinked(first.OwnerId, Cancellation));
    }

    [Fact]
    public async Task Only_a_calendar_in_the_trash_is_purged_and_its_grants_with_it()
    {
        Calendar calendar = await Create();
        UserId grantee = Make.UserId();
        await Set.Calendars.PutShare(ShareOf(calendar, grantee, Permission.Owner), Cancellation);
        await Set.Calendars.Purge(calendar, Cancellation);
        Assert.NotNull(await Find(calendar, grantee));
        Calendar trashed = calendar with { Version = 2, Deleted = new Deletion(Make.Monday, calendar.OwnerId) };
        await Set.Calendars.TryReplace(trashed, Cancellation);
        await Set.Calendars.Purge(trashed, Cancellation);
        await Set.Calendars.Purge(trashed, Cancellation);
        Assert.Null(await Find(calendar, grantee));
        Assert.Empty(await Set.Calendars.ListOwned(calendar.OwnerId, Cancellation));
        Assert.Empty(await Set.Calendars.ListShares(calendar, Cancellation));
    }

    private async Task<Calendar> Create()
    {
        Calendar made = Make.Calendar();
        await Set.Calendars.TryCreate(made, Cancellation);
        return made;
    }

    private ValueTask<CalendarView?> Find(Calendar calendar, UserId caller) => Set.Calendars.Find(calendar.Id, caller, Cancellation);

    private static Share ShareOf(Calendar calendar, UserId user, Permission permission) =>
        new(calendar.Id, calendar.OwnerId, user, permission, Make.Monday);
}
