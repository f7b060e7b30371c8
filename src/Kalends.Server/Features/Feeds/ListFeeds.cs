using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Features.Feeds;

/// <summary>Lists the feeds of a calendar, oldest first, without their addresses.</summary>
internal sealed class ListFeeds(IFeedLinkStore links) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var page = (await links.List(view.Calendar, call.Cancellation)).Cut(asked, Position);
        var items = page.Items.Select(link => FeedBody.From(link, secret: null)).ToImmutableArray();
        var next = page.HasMore ? call.Pages.Next(Position(page.Items[^1])) : null;
        return Reply.Ok(new FeedPage(items, next), FeedJson.Default.FeedPage);
    }

    private static string Position(FeedLink link) => $"{Instants.Format(link.CreatedAt)} {link.Id}";
}
