using Kalends.Domain;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Server.Delivery.Channels.Webhooks;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Registers an address for signed requests. The key of the signatures is shown once.</summary>
internal sealed class AddWebhook(StorageSet storage, PublicHttp http, WebhookSignature signature) : IOperation
{
    private const int Most = 10;
    private const int LongestUrl = 2048;

    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var url = body.RequiredText("url");
        if (url is not null && !(url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && http.Allows(address)))
            body.Refuse("url", "must be an https address on a public host, without a user name");
        if (call.Refused() is { } refused) return refused;

        var there = await storage.Receivers.ListWebhooks(call.UserId, call.Cancellation);
        var hook = new Webhook(call.Ids.NextGuid(), call.UserId, url!, call.Now);
        if (there.Length >= Most && !there.Any(one => one.Id == hook.Id))
            return new Refusal.Conflicting($"there are {Most} webhooks, which is the limit");
        await storage.Receivers.Add(hook, call.Cancellation);
        return Reply.Created(
            new CallerWebhookBody(hook.Id, hook.Url, signature.KeyOf(hook.Id), Instants.Format(hook.CreatedAt)), ReceiversJson.Default.CallerWebhookBody);
    }
}
