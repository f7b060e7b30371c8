using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Operations;

/// <summary>Makes one notification that failed for good due again, or all of them.</summary>
internal sealed class ReplayNotifications(StorageSet storage, DeadNotifications dead, OperatorKey key, DueNews news) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (!key.IsShown(call.Request)) return ProblemKinds.Unauthenticated;
        var body = await call.ReadOptionalBody();
        var wanted = body.Text("notificationId");
        if (wanted is not null && !Guid.TryParseExact(wanted, "D", out _)) body.Refuse("notificationId", "must be a UUID");
        if (call.Refused() is { } refused) return refused;
        var replayed = 0;
        await foreach (var one in dead.Read(call.Cancellation))
        {
            if (wanted is not null && one.Id != Guid.Parse(wanted)) continue;
            if (await storage.Notifications.Replay(one, call.Now, call.Cancellation)) replayed++;
        }
        news.Tell();
        return Reply.Ok(new ReplayedBody(replayed), OperationsJson.Default.ReplayedBody);
    }
}
