using System.Runtime.CompilerServices;
using Kalends.Domain.Notifications;
using Kalends.Storage;
using Kalends.Storage.Notifications;

namespace Kalends.Server.Features.Operations;

/// <summary>All notifications that failed for good, shard by shard.</summary>
internal sealed class DeadNotifications(StorageSet storage)
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<Notification> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var shard = 0; shard < storage.Notifications.Shards.Count; shard++)
        {
            for (Guid? after = null; ;)
            {
                var page = await storage.Notifications.ReadDead(new DeadQuery(shard, after, PageSize), cancellation);
                foreach (var dead in page.Items) yield return dead;
                if (!page.HasMore) break;
                after = page.Items[^1].Id;
            }
        }
    }
}
