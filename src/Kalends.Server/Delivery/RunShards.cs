using Kalends.Server.Delivery.Channels;
using Kalends.Server.Hosting;
using Kalends.Storage;
using Kalends.Storage.Notifications;

namespace Kalends.Server.Delivery;

/// <summary>
/// The notifier role: watches all shards, and sends what falls due in those whose lease it gets. Shards without work cost a look now and
/// then; whoever wakes first for one that has work takes it.
/// </summary>
internal sealed class RunShards(DeliveryParts parts, ChannelSet channels) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = parts.Storage.Signals.Subscribe((_, _) => parts.News.Tell());
        var terms = new LeaseTerms(LeaseOwner.Make(), parts.Options.Lease, parts.Clock);
        try
        {
            await parts.Clock.Known.WaitAsync(stoppingToken); // what is due, or not, is not judged by a clock that may be wrong
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // the process stops before it began
        }
        var shards = Enumerable.Range(0, parts.Storage.Notifications.Shards.Count);
        await Task.WhenAll(shards.Select(shard => Task.Run(() => Serve(shard, terms, stoppingToken), CancellationToken.None)));
    }

    /// <summary>So that the next process need not wait; where the store is gone already, the lease ends by itself.</summary>
    private async Task Release(ShardLease lease)
    {
        try
        {
            await lease.Release(CancellationToken.None);
        }
        catch (Exception exception) when (IsStoreGone(exception))
        {
            parts.Log.Words.LeaseLeft(exception);
        }
    }

    private async Task Serve(int shard, LeaseTerms terms, CancellationToken stopping)
    {
        var lease = new ShardLease($"notifications/{shard}", parts.Storage.Leases, terms);
        var send = new SendPage(channels.Of(DueShards.ChannelOf(shard)), parts, lease);
        try
        {
            await new ServeShard(shard, parts, send, lease).Run(stopping);
        }
        catch (Exception exception) when (stopping.IsCancellationRequested && IsEnding(exception))
        {
            await Release(lease); // whatever is still due is found again by the next process
        }
    }

    private static bool IsEnding(Exception exception) => exception is OperationCanceledException || IsStoreGone(exception);

    private static bool IsStoreGone(Exception exception) => exception is StorageException or ObjectDisposedException;
}
