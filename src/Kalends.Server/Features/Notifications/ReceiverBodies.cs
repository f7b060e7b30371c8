using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Domain.Notifications;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Notifications;

/// <summary>A browser's <c>PushSubscription</c>, as its <c>toJSON()</c> gives it.</summary>
internal sealed record PushSubscriptionContent(string Endpoint, long? ExpirationTime, PushKeysBody Keys);

/// <summary>The browser's public key and secret, base64url.</summary>
internal sealed record PushKeysBody(string P256dh, string Auth);

/// <summary>A browser that takes notifications. Its endpoint is a secret, so it is not shown.</summary>
internal sealed record PushSubscriptionBody(Guid SubscriptionId, string PushService, string CreatedAt)
{
    public static PushSubscriptionBody From(PushSubscription subscription) =>
        new(subscription.Id, new Uri(subscription.Endpoint).Host, Instants.Format(subscription.CreatedAt));
}

/// <summary>The browsers that take the caller's notifications.</summary>
internal sealed record PushSubscriptionList(ImmutableArray<PushSubscriptionBody> Items);

/// <summary>The key that browsers subscribe with, base64url.</summary>
internal sealed record PushKeyBody(string PublicKey);

/// <summary>Where a webhook is to be.</summary>
internal sealed record WebhookContent(string Url);

/// <summary>A webhook; its key only when it is made.</summary>
internal sealed record CallerWebhookBody(Guid WebhookId, string Url, string? Secret, string CreatedAt);

/// <summary>The caller's webhooks.</summary>
internal sealed record WebhookList(ImmutableArray<CallerWebhookBody> Items);

/// <summary>The code that came as a text message.</summary>
internal sealed record PhoneCodeBody(string Code);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PushSubscriptionContent))]
[JsonSerializable(typeof(PushSubscriptionBody))]
[JsonSerializable(typeof(PushSubscriptionList))]
[JsonSerializable(typeof(PushKeyBody))]
[JsonSerializable(typeof(WebhookContent))]
[JsonSerializable(typeof(CallerWebhookBody))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(PhoneCodeBody))]
internal sealed partial class ReceiversJson : JsonSerializerContext;
