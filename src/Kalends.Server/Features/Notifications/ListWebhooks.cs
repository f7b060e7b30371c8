using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Lists the caller's webhooks, oldest first, without their keys.</summary>
internal sealed class ListWebhooks(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var all = await storage.Receivers.ListWebhooks(call.UserId, call.Cancellation);
        var items = all.Select(hook => new CallerWebhookBody(hook.Id, hook.Url, Secret: null, Instants.Format(hook.CreatedAt)));
        return Reply.Ok(new WebhookList([.. items]), ReceiversJson.Default.WebhookList);
    }
}
