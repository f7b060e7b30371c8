using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Ends a webhook.</summary>
internal sealed class RemoveWebhook(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call) =>
        Guid.TryParseExact(call.Route("webhookId"), "D", out var id) && await storage.Receivers.RemoveWebhook(call.UserId, id, call.Cancellation)
            ? Reply.NoContent
            : new Refusal.NotFound("webhook");
}
