using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Lists the browsers that take the caller's notifications, oldest first.</summary>
internal sealed class ListPushSubscriptions(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var all = await storage.Receivers.ListPushSubscriptions(call.UserId, call.Cancellation);
        return Reply.Ok(new PushSubscriptionList([.. all.Select(PushSubscriptionBody.From)]), ReceiversJson.Default.PushSubscriptionList);
    }
}
