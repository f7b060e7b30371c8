using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage;
using Kalends.Storage.Calendars;

namespace Kalends.Testing.InMemory;

/// <summary>Calendars and grants lie at the owner, the directory and the grantees' links elsewhere; links follow late.</summary>
internal sealed class InMemoryCalendarStore(InMemoryProcess process) : ICalendarStore
{
    public async Task<bool> TryCreate(Calendar calendar, CancellationToken cancellation)
    {
        bool isListed = await process.Do(Step.ListCalendar, state =>
            state.Directory.TryAdd(calendar.Id, calendar.OwnerId) || state.Directory[calendar.Id] == calendar.OwnerId);
        return process.Answer(
            isListed && await process.Do(Step.StoreCalendar, state => state.Calendars.TryAdd(calendar.Id, calendar)));
    }

    public async ValueTask<CalendarView?> Find(CalendarId calendar, UserId caller, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.Directory.ContainsKey(calendar) ? View(state, calendar, caller) : null);

    public async Task<bool> TryReplace(Calendar calendar, CancellationToken cancellation)
    {
        bool isStored = await process.Do(Step.StoreCalendar, state =>
        {
            if (state.Calendars.GetValueOrDefault(calendar.Id)?.Version != calendar.Version - 1) return false;
            state.Calendars[calendar.Id] = calendar;
            return true;
        });
        return process.Answer(isStored);
    }

    public Task<ImmutableArray<CalendarView>> ListOwned(UserId owner, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Calendars.Values.Where(calendar => calendar.OwnerId == owner)
            .OrderBy(calendar => calendar.Id).Select(calendar => View(state, calendar.Id, owner)!).ToImmutableArray());

    public Task<ImmutableArray<CalendarId>> ListLinked(UserId grantee, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Links.Where(link => link.User == grantee).Select(link => link.Calendar).ToImmutableArray());

    public async Task<bool> PutShare(Share share, CancellationToken cancellation)
    {
        bool isNew = await process.Do(Step.StoreGrant, state =>
        {
            Share? before = state.Grants.GetValueOrDefault((share.CalendarId, share.UserId));
            state.Grants[(share.CalendarId, share.UserId)] = before is null ? share : before with { Permission = share.Permission };
            state.LateLinks.Enqueue((share.UserId, share.CalendarId));
            return before is null;
        });
        await process.NowOrLater(FollowGrants);
        return process.Answer(isNew);
    }

    public async Task<bool> RemoveShare(Calendar calendar, UserId grantee, CancellationToken cancellation)
    {
        bool isGone = await process.Do(Step.StoreGrant, state =>
        {
            state.LateLinks.Enqueue((grantee, calendar.Id));
            return state.Grants.Remove((calendar.Id, grantee));
        });
        await process.NowOrLater(FollowGrants);
        return process.Answer(isGone);
    }

    public Task<ImmutableArray<Share>> ListShares(Calendar calendar, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Grants.Values.Where(share => share.CalendarId == calendar.Id)
            .OrderBy(share => share.UserId).ToImmutableArray());

    public Task<Page<Calendar>> ListAll(CalendarId? after, int limit, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Calendars.Values.Where(calendar => after is null || calendar.Id.CompareTo(after.Value) > 0)
            .OrderBy(calendar => calendar.Id).ToPage(limit));

    public async Task Purge(Calendar calendar, CancellationToken cancellation)
    {
        bool isGone = await process.Do(Step.ForgetCalendar, state =>
        {
            if (state.Calendars.GetValueOrDefault(calendar.Id) is { Deleted: null }) return false;
            state.Calendars.Remove(calendar.Id);
            foreach (var link in state.FeedLinks.Where(pair => pair.Value.CalendarId == calendar.Id).Select(pair => pair.Key).ToList())
                state.FeedLinks.Remove(link);
            foreach (var grant in state.Grants.Keys.Where(grant => grant.Calendar == calendar.Id).ToList())
            {
                state.Grants.Remove(grant);
                state.LateLinks.Enqueue((grant.User, grant.Calendar));
            }
            return true;
        });
        if (isGone) await process.Do(Step.UnlistCalendar, state => { state.Directory.Remove(calendar.Id); });
        await process.NowOrLater(FollowGrants);
        process.Answer(isGone);
    }

    /// <summary>Brings links up to what the grants say now; repeating it changes nothing.</summary>
    public async Task FollowGrants()
    {
        while (await process.Do(Step.FollowGrant, FollowOne)) { }
    }

    private static bool FollowOne(InMemoryState state)
    {
        if (!state.LateLinks.TryDequeue(out var link)) return false;
        if (state.Grants.ContainsKey((link.Calendar, link.User))) state.Links.Add(link);
        else state.Links.Remove(link);
        return true;
    }

    private static CalendarView? View(InMemoryState state, CalendarId calendar, UserId caller)
    {
        if (!state.Calendars.TryGetValue(calendar, out Calendar? found)) return null;
        Permission grant = state.Grants.GetValueOrDefault((calendar, caller))?.Permission ?? Permission.None;
        return new CalendarView(found, state.Grants.Keys.Any(key => key.Calendar == calendar), grant);
    }
}
