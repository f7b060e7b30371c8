using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Interchange;
using Kalends.Storage;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Features.Feeds;

/// <summary>A calendar for whoever knows its secret address: read only, and asked for again and again.</summary>
internal sealed class ReadFeed(StorageSet storage, FeedTags tags, WriteCalendar write) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (await FindLink(call) is not { } link) return new Refusal.NotFound("feed");
        if (await storage.Calendars.Find(link.CalendarId, link.OwnerId, call.Cancellation) is not { Calendar: { Deleted: null } calendar })
            return new Refusal.NotFound("feed");
        var text = new CalendarText(calendar, link.Permission, call.Now) { IsFeed = true };
        var reply = new Reply(200)
        {
            ETag = await tags.Of(link, text, call.Cancellation),
            CacheControl = "private, no-cache",
            ContentType = CalendarText.MediaType,
        };
        return IsKnown(call.Request, reply.ETag)
            ? reply with { Status = 304 }
            : reply with { Stream = (output, cancellation) => write.Run(text, output, cancellation) };
    }

    private async ValueTask<FeedLink?> FindLink(Call call) => FeedSecret.Read(call.Route("secret")) is { } secret
        ? await storage.FeedLinks.Find(secret.Owner, secret.Hash, call.Cancellation)
        : null;

    /// <summary>Whether the client says that it has this very text (RFC 9110, 13.1.2).</summary>
    private static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Any(tags => tags is not null && (tags.Trim() == "*" || tags.Contains(tag, StringComparison.Ordinal)));
}
