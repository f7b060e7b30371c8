using Kalends.Server.Delivery.Channels.Push;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;

namespace Kalends.Server.Features.Notifications;

/// <summary>The routes of where notifications go: browsers, webhooks, a telephone, and no more mail.</summary>
internal static class ReceiverRoutes
{
    public static IServiceCollection AddReceivers(this IServiceCollection services) => services
        .AddShapes(ReceiversJson.Default)
        .AddSingleton(provider => new Lazy<VapidKey>(provider.GetRequiredService<VapidKey>))
        .AddSingleton<PhoneCodes>()
        .AddSingleton<GetPushKey>()
        .AddSingleton<AddPushSubscription>()
        .AddSingleton<ListPushSubscriptions>()
        .AddSingleton<RemovePushSubscription>()
        .AddSingleton<AddWebhook>()
        .AddSingleton<ListWebhooks>()
        .AddSingleton<RemoveWebhook>()
        .AddSingleton<SendPhoneCode>()
        .AddSingleton<VerifyPhone>()
        .AddSingleton<ShowUnsubscribe>()
        .AddSingleton<Unsubscribe>();

    public static void MapReceivers(this IEndpointRouteBuilder notifications)
    {
        notifications.MapOperation<GetPushKey>("GET", "/push-key")
            .Describe("getPushKey", "Tells the VAPID public key that a browser subscribes with").Gives<PushKeyBody>(200);
        notifications.MapOperation<AddPushSubscription>("POST", "/push-subscriptions")
            .Describe("addPushSubscription", "Subscribes a browser to the caller's notifications")
            .Takes<PushSubscriptionContent>().Gives<PushSubscriptionBody>(201).Refuses(409);
        notifications.MapOperation<ListPushSubscriptions>("GET", "/push-subscriptions")
            .Describe("listPushSubscriptions", "Lists the caller's subscribed browsers, oldest first").Gives<PushSubscriptionList>(200);
        notifications.MapOperation<RemovePushSubscription>("DELETE", "/push-subscriptions/{subscriptionId}")
            .Describe("removePushSubscription", "Ends a browser's subscription").Gives(204);
        notifications.MapOperation<AddWebhook>("POST", "/webhooks").AcceptsKey()
            .Describe("addWebhook", "Registers an address for signed requests; the key is shown once")
            .Takes<WebhookContent>().Gives<CallerWebhookBody>(201);
        notifications.MapOperation<ListWebhooks>("GET", "/webhooks")
            .Describe("listWebhooks", "Lists the caller's webhooks, oldest first").Gives<WebhookList>(200);
        notifications.MapOperation<RemoveWebhook>("DELETE", "/webhooks/{webhookId}")
            .Describe("removeWebhook", "Ends a webhook").Gives(204);
        notifications.MapOperation<SendPhoneCode>("POST", "/phone/code")
            .Describe("sendPhoneCode", "Sends a code to the number in the caller's preferences").Gives(202).Refuses(409);
        notifications.MapOperation<VerifyPhone>("POST", "/phone/verification")
            .Describe("verifyPhone", "Takes the code back: the number is used from then on").Takes<PhoneCodeBody>().Gives(204);
        notifications.MapOperation<ShowUnsubscribe>("GET", "/unsubscribe").OpenToAll().ExcludeFromDescription();
        notifications.MapOperation<Unsubscribe>("POST", "/unsubscribe").OpenToAll().ExcludeFromDescription();
    }
}
