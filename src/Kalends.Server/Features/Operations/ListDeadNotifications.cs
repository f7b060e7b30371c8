using Kalends.Domain.Notifications;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;

namespace Kalends.Server.Features.Operations;

/// <summary>Lists for the operator what failed for good, without what people wrote.</summary>
internal sealed class ListDeadNotifications(DeadNotifications dead, OperatorKey key) : IOperation
{
    private const int Most = 10_000;

    public async Task<Reply> Handle(Call call)
    {
        if (!key.IsShown(call.Request)) return ProblemKinds.Unauthenticated;
        var items = new List<DeadNotificationBody>();
        await foreach (var one in dead.Read(call.Cancellation))
        {
            items.Add(Body(one));
            if (items.Count == Most) break;
        }
        return Reply.Ok(new DeadNotificationList([.. items]), OperationsJson.Default.DeadNotificationList);
    }

    private static DeadNotificationBody Body(Notification dead) => new(
        dead.Id, dead.UserId.ToString(), dead.EventId.Value, dead.Channel.ToString().ToLowerInvariant())
    {
        TriggerTime = Instants.Format(dead.TriggerTime),
        RetryCount = dead.RetryCount,
        Failure = dead.Failure ?? "",
    };
}
