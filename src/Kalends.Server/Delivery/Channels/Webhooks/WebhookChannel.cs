using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Storage;

namespace Kalends.Server.Delivery.Channels.Webhooks;

/// <summary>Posts reminders to the addresses that users have registered, signed; a 410 ends a webhook.</summary>
internal sealed class WebhookChannel(StorageSet storage, PublicHttp http, WebhookSignature signature, TimeProvider clock) : IChannel
{
    private readonly Fanout fanout = new();

    public int Concurrency => 64;

    public int BatchSize => 256;

    public async Task<Handover> Prepare(Message message, CancellationToken cancellation)
    {
        var hooks = await storage.Receivers.ListWebhooks(message.User.Id, cancellation);
        return _ => Deliver(message, hooks);
    }

    private async Task<Outcome> Deliver(Message message, ImmutableArray<Webhook> hooks)
    {
        if (hooks.IsEmpty) return Outcome.NoReceiver;
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(message), WebhookJson.Default.WebhookBody);
        return await fanout.Run(message, new Receivers<Webhook>(hooks, hook => hook.Id, hook => Post(hook, message.Key, body)));
    }

    private async Task<Outcome> Post(Webhook hook, string key, byte[] body)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Kalends");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.TryAddWithoutValidation("Kalends-Timestamp", now.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Kalends-Signature", signature.Sign(hook.Id, now, body));
        var result = await http.Send(request, CancellationToken.None);
        if (result is not HttpResult.Answered { Status: 410 }) return result.ToOutcome();
        await storage.Receivers.RemoveWebhook(hook.UserId, hook.Id, CancellationToken.None);
        return Outcome.NoReceiver;
    }
}
