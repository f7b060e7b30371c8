using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Features.Feeds;

/// <summary>Takes an address back; it shows nothing from the next request on.</summary>
internal sealed class RevokeFeed(IFeedLinkStore links) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view) =>
        Guid.TryParseExact(call.Route("feedId"), "D", out var id) && await links.Remove(view.Calendar, id, call.Cancellation)
            ? Reply.NoContent
            : new Refusal.NotFound("feed");
}
