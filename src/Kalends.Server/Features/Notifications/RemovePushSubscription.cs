using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Ends a browser's subscription.</summary>
internal sealed class RemovePushSubscription(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call) =>
        Guid.TryParseExact(call.Route("subscriptionId"), "D", out var id)
        && await storage.Receivers.RemovePushSubscription(call.UserId, id, call.Cancellation)
            ? Reply.NoContent
            : new Refusal.NotFound("push subscription");
}
