using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>Keeps calendars as each caller sees them; a change of one, or of a grant on it, is answered when no process has it from before.</summary>
internal sealed class CopiedCalendarStore(ICalendarStore store, ICopies copies) : ICalendarStore
{
    public CalendarId Place(UserId owner, long drawn) => store.Place(owner, drawn);

    public Task<bool> TryCreate(Calendar calendar, CancellationToken cancellation) => store.TryCreate(calendar, cancellation);

    public ValueTask<CalendarView?> Find(CalendarId calendar, UserId caller, CancellationToken cancellation) => copies.Read(
        KeyOf(new CalendarSight(calendar, caller)), end => store.Find(calendar, caller, end), cancellation);

    public async Task<ImmutableArray<SeenCalendar>> FindMany(IReadOnlyCollection<CalendarSight> asked, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(asked.Select(async sight => await copies.Read(KeyOf(sight), end => FindAmongMany(sight, end), cancellation) is { } view
            ? new SeenCalendar(sight, view)
            : null));
        return [.. found.OfType<SeenCalendar>()];
    }

    public Task<bool> TryReplace(Calendar calendar, CancellationToken cancellation) =>
        Change(calendar.Id, () => store.TryReplace(calendar, cancellation));

    public Task<ImmutableArray<CalendarView>> ListOwned(UserId owner, CancellationToken cancellation) => store.ListOwned(owner, cancellation);

    public Task<ImmutableArray<CalendarId>> ListLinked(UserId grantee, CancellationToken cancellation) => store.ListLinked(grantee, cancellation);

    public Task<bool> PutShare(Share share, CancellationToken cancellation) => Change(share.CalendarId, () => store.PutShare(share, cancellation));

    public Task<bool> RemoveShare(Calendar calendar, UserId grantee, CancellationToken cancellation) =>
        Change(calendar.Id, () => store.RemoveShare(calendar, grantee, cancellation));

    public Task<ImmutableArray<Share>> ListShares(Calendar calendar, CancellationToken cancellation) => store.ListShares(calendar, cancellation);

    public Task<Page<Calendar>> ListAll(CalendarId? after, int limit, CancellationToken cancellation) => store.ListAll(after, limit, cancellation);

    public async Task Purge(Calendar calendar, CancellationToken cancellation) => await Change(calendar.Id, async () =>
    {
        await store.Purge(calendar, cancellation);
        return true;
    });

    private static CopyKey KeyOf(CalendarSight sight) => new(Topic.Of(sight.Calendar), $"{sight.Caller.Value}");

    /// <summary>The store reads those together that are asked for at the same time.</summary>
    private async ValueTask<CalendarView?> FindAmongMany(CalendarSight sight, CancellationToken cancellation) =>
        await store.FindMany([sight], cancellation) is [var seen] ? seen.View : null;

    private async Task<bool> Change(CalendarId calendar, Func<Task<bool>> change)
    {
        try
        {
            return await change();
        }
        finally
        {
            await copies.Recall(Topic.Of(calendar));
        }
    }
}
