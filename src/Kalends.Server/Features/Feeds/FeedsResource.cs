using Kalends.Domain.Access;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;
using Kalends.Server.Interchange;
using Kalends.Storage;

namespace Kalends.Server.Features.Feeds;

/// <summary>The routes of calendars as iCalendar text: the export, and secret addresses to subscribe to.</summary>
internal static class FeedsResource
{
    private const string OfCalendar = "/calendars/{calendarId}/feeds";
    private const string MediaType = "text/calendar";

    public static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddInterchange()
        .AddShapes(FeedJson.Default)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().FeedLinks)
        .AddSingleton<FeedTags>()
        .AddSingleton<ExportCalendar>()
        .AddSingleton<CreateFeed>()
        .AddSingleton<ListFeeds>()
        .AddSingleton<RevokeFeed>()
        .AddSingleton<ReadFeed>();

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        var feeds = routes.MapGroup("").WithTags("Feeds");
        feeds.MapCalendarOperation<ExportCalendar>("GET", "/calendars/{calendarId}/export.ics", CalendarAct.Export).Transfers()
            .Describe("exportCalendar", "Gives a calendar as an iCalendar file").GivesText(200, MediaType);
        feeds.MapCalendarOperation<CreateFeed>("POST", OfCalendar, CalendarAct.Share).AcceptsKey()
            .Describe("createFeed", "Makes a secret address to subscribe to; it is shown once").Takes<FeedDraftBody>().Gives<FeedBody>(201);
        feeds.MapCalendarOperation<ListFeeds>("GET", OfCalendar, CalendarAct.Share).Paged()
            .Describe("listFeeds", "Lists the feeds of a calendar, oldest first").Gives<FeedPage>(200);
        feeds.MapCalendarOperation<RevokeFeed>("DELETE", OfCalendar + "/{feedId}", CalendarAct.Share)
            .Describe("revokeFeed", "Takes an address back").Gives(204);
        feeds.MapOperation<ReadFeed>("GET", "/feeds/{secret}.ics").OpenToAll().Transfers()
            .Describe("readFeed", "Gives a calendar to whoever knows its secret address").GivesText(200, MediaType).Gives(304);
    }
}
