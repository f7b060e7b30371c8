using System.Globalization;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>What has changed in a calendar since a client last asked; without a token, everything that is there.</summary>
internal sealed class ReadChanges(StorageSet storage, PageTokens tokens, EventJson json, DomainRules rules, CountConflicts count) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var page = call.Pages.Read();
        var since = ReadToken(call, view);
        var counted = ReadRange(call);
        if (counted is Checked<TimeRange>.Refused { Refusal: var broken }) return broken.After(call.Errors);
        if (call.Refused() is { } refused) return refused;
        var here = page.After is null ? since : FeedPosition.Read(page.After);
        var level = FeedPosition.LevelOf(view.PermissionOf(call.UserId));
        if (here is not null && here.Level != level)
            return Gone("The permission has changed since, and with it what private events look like");

        var changes = await storage.Events.ReadChanges(view.Calendar.Id, here?.Sequence ?? 0, page.Size, call.Cancellation);
        var isFromStart = since is null;
        if (!isFromStart && here!.Sequence < changes.Floor) return Gone("Changes since this token are no longer all known");
        return await Show(call, view, new FeedPage(changes, level, isFromStart) { Counted = (counted as Checked<TimeRange>.Accepted)?.Value });
    }

    private async Task<Reply> Show(Call call, CalendarView view, FeedPage page)
    {
        var caller = await FindCaller(call, page.Changes);
        var items = page.Changes.Items.Select(change => change.Event).Where(@event => @event.IsLive || !page.IsFromStart);
        var conflicts = page.Counted is { } range ? await count.Run(new BusyRange(call.UserId, range, call.Now), call.Cancellation) : null;
        if (page.Counted is not null && conflicts is null) return FindConflicts.TooMany;
        var token = page.Changes.HasMore
            ? ("nextPageToken", call.Pages.Next(page.Last.Text()))
            : ("nextSyncToken", tokens.Seal(Feed(call, view), page.Head.Text()));
        return ListReply.Of<Event>(items, token, (writer, @event) =>
        {
            if (@event.IsLive)
            {
                json.Write(writer, new EventAtHand(@event, view, caller), new EventExtras { InFeed = true, Conflicts = conflicts?.GetValueOrDefault(@event.Id) });
                return;
            }
            writer.WriteStartObject();
            writer.WriteString("eventId", @event.Id.Value);
            writer.WriteBoolean("deleted", true);
            writer.WriteEndObject();
        });
    }

    private async ValueTask<Caller> FindCaller(Call call, ChangePage changes)
    {
        var needsAddress = changes.Items.Any(change => change.Event.HasGuestsWithoutAccount());
        var user = needsAddress ? await storage.Users.Find(call.UserId, call.Cancellation) : null;
        return new Caller(call.UserId, user?.Email ?? new EmailAddress(""));
    }

    /// <summary>The range in which conflicts are counted; null where nobody asks for it.</summary>
    private Checked<TimeRange>? ReadRange(Call call)
    {
        var (start, end) = (call.Query.Text("start"), call.Query.Text("end"));
        return start is null && end is null ? null : TimeRange.Check(start, end, rules.Limits);
    }

    private FeedPosition? ReadToken(Call call, CalendarView view)
    {
        if (call.Query.Text("syncToken") is not { } token) return null;
        if (tokens.Open(Feed(call, view), token) is { } position) return FeedPosition.Read(position);
        call.Errors.Add("syncToken", "is not a token of this calendar's changes");
        return null;
    }

    private static string Feed(Call call, CalendarView view) => $"{call.UserId} changes {view.Calendar.Id}";

    private static Reply Gone(string why) => ProblemKinds.Gone($"{why}: read everything again, without a syncToken.");

    private sealed record FeedPage(ChangePage Changes, Permission Level, bool IsFromStart)
    {
        public TimeRange? Counted { get; init; }

        public FeedPosition Last => new(Changes.Items[^1].Sequence, Level);

        public FeedPosition Head => new(Changes.Head, Level);
    }
}

/// <summary>How far a client has read a feed, and as what.</summary>
internal sealed record FeedPosition(long Sequence, Permission Level)
{
    /// <summary>Editors and owners read the same.</summary>
    public static Permission LevelOf(Permission permission) => permission > Permission.Edit ? Permission.Edit : permission;

    public static FeedPosition Read(string text)
    {
        var parts = text.Split(' ');
        var level = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return new FeedPosition(long.Parse(parts[0], CultureInfo.InvariantCulture), (Permission)level);
    }

    public string Text() => string.Create(CultureInfo.InvariantCulture, $"{Sequence} {(int)Level}");
}
