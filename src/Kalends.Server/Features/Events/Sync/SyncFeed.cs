using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Storage;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Reads what has changed in all calendars of a user since a cursor.</summary>
internal sealed class SyncFeed(StorageSet storage, PageTokens tokens)
{
    /// <summary>Changes of one answer; a commit is never cut, so there may be some more.</summary>
    private const int Enough = 500;

    /// <summary>The cursor; null where it is none of this device and user.</summary>
    public SyncCursor? Open(Call call, SyncDevice device, string? token)
    {
        if (token is null) return SyncCursor.Empty;
        if (tokens.Open(Owner(call, device), token) is not { } text) return null;
        var cursor = SyncCursor.Read(text);
        return cursor.IsPastFloor(call.Now) ? cursor with { Calendars = cursor.Calendars.Clear() } : cursor;
    }

    public async Task<SyncNews> Read(Call call, SyncDevice device, SyncCursor cursor)
    {
        var views = await ReadViews(call);
        var reading = new Reading(call, await FindCaller(call));
        foreach (var view in views) await ReadOne(reading, view, cursor.Calendars.GetValueOrDefault(view.Calendar.Id));
        foreach (var gone in cursor.Calendars.Keys.Except(views.Select(view => view.Calendar.Id))) reading.Calendars.Add(new CalendarNews(gone, "gone", null));
        var next = new SyncCursor(call.Now, reading.Positions.ToImmutable());
        return new SyncNews([.. reading.Calendars], [.. reading.Changes], tokens.Seal(Owner(call, device), next.Text()), reading.HasMore);
    }

    private async Task ReadOne(Reading reading, CalendarView view, CalendarPosition? before)
    {
        var level = FeedPosition.LevelOf(view.PermissionOf(reading.Call.UserId));
        var here = before is not null && before.Position.Level == level ? before : null;
        var page = await storage.Events.ReadChanges(view.Calendar.Id, here?.Position.Sequence ?? 0, Math.Max(1, reading.Left), reading.Call.Cancellation);
        if (here is { IsFromStart: false } && here.Position.Sequence < page.Floor)
        {
            here = null;
            page = await storage.Events.ReadChanges(view.Calendar.Id, 0, Math.Max(1, reading.Left), reading.Call.Cancellation);
        }
        var isFromStart = here is null || here.IsFromStart;
        reading.Calendars.Add(new CalendarNews(view.Calendar.Id, here is null ? "reset" : "current", view));
        reading.Changes.AddRange(page.Items
            .Where(change => change.Event.IsLive || !isFromStart)
            .Select(change => new EventNews(change.Event, view, reading.Caller)));
        reading.HasMore |= page.HasMore;
        var sequence = page.HasMore ? page.Items[^1].Sequence : page.Head;
        reading.Positions[view.Calendar.Id] = new CalendarPosition(new FeedPosition(sequence, level), isFromStart && page.HasMore);
    }

    /// <summary>The caller's own calendars and those that are shared with it for reading.</summary>
    private async Task<ImmutableArray<CalendarView>> ReadViews(Call call)
    {
        var views = ImmutableArray.CreateBuilder<CalendarView>();
        views.AddRange((await storage.Calendars.ListOwned(call.UserId, call.Cancellation)).Where(view => view.Calendar.Deleted is null));
        foreach (var id in await storage.Calendars.ListLinked(call.UserId, call.Cancellation))
        {
            if (await storage.Calendars.Find(id, call.UserId, call.Cancellation) is { } view && view.PermissionOf(call.UserId) >= Permission.View)
                views.Add(view);
        }
        return [.. views.DistinctBy(view => view.Calendar.Id).OrderBy(view => view.Calendar.Id)];
    }

    private async Task<Caller> FindCaller(Call call)
    {
        var user = await call.ReadUser(storage.Users);
        return new Caller(user.Id, user.Email);
    }

    private static string Owner(Call call, SyncDevice device) => $"{call.UserId} sync {device.Chosen:D}";

    private sealed record Reading(Call Call, Caller Caller)
    {
        public List<CalendarNews> Calendars { get; } = [];

        public List<EventNews> Changes { get; } = [];

        public ImmutableSortedDictionary<CalendarId, CalendarPosition>.Builder Positions { get; } =
            ImmutableSortedDictionary.CreateBuilder<CalendarId, CalendarPosition>();

        public bool HasMore { get; set; }

        public int Left => Enough - Changes.Count;
    }
}
