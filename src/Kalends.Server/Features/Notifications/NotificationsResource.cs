using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;

namespace Kalends.Server.Features.Notifications;

/// <summary>The routes of notifications.</summary>
internal static class NotificationsResource
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddShapes(NotificationsJson.Default)
        .AddSingleton<GetNotificationPreferences>()
        .AddSingleton<SetNotificationPreferences>()
        .AddSingleton<ListUpcoming>()
        .AddReceivers();

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapOperation<GetNotificationPreferences>("GET", "/preferences")
            .Describe("getNotificationPreferences", "Tells how the caller wants to be told").Gives<NotificationPreferencesBody>(200);
        notifications.MapOperation<SetNotificationPreferences>("POST", "/preferences")
            .Describe("setNotificationPreferences", "Sets how the caller wants to be told")
            .Takes<NotificationPreferencesBody>().Gives<NotificationPreferencesBody>(200);
        notifications.MapOperation<ListUpcoming>("GET", "/upcoming").Paged()
            .Query("until", "RFC 3339, at most 31 days ahead; 48 hours if it is left out")
            .Describe("listUpcoming", "Lists what the caller will be told, by trigger time").Gives<UpcomingPage>(200);
        notifications.MapReceivers();
    }
}
