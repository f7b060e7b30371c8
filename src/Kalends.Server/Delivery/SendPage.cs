using System.Collections.Immutable;
using System.Security.Cryptography;
using Kalends.Domain.Notifications;
using Outcomes = System.Threading.Channels.Channel;

namespace Kalends.Server.Delivery;

/// <summary>
/// Hands over what was claimed of one shard, as many at once as the channel allows, and settles each as soon as its outcome is known. What
/// it may no longer send, because the lease is over or the gateway down, it leaves due.
/// </summary>
internal sealed class SendPage(ChannelAccess access, DeliveryParts parts, ShardLease lease)
{
    private const int Grains = 1 << 20;

    private readonly UserGuards guards = new(parts.Options);

    public int BatchSize => access.Sender.BatchSize;

    /// <summary>How long the gateway is to be left alone, or null.</summary>
    public TimeSpan? Pause => access.Breaker.Remaining;

    /// <summary>Whether none was left.</summary>
    public async Task<bool> Run(ImmutableArray<Decision> decisions, CancellationToken stopping)
    {
        var settled = Outcomes.CreateUnbounded<SettledNotification>(new() { SingleReader = true });
        var settling = parts.Settle.Run(settled.Reader);
        var metrics = parts.Log.Metrics;
        metrics.Claimed(access.Kind, decisions.Length);
        var left = 0;
        var now = parts.Clock.Now;
        var guarded = decisions.Select(decision => guards.Pass(decision, now)).ToList();
        try
        {
            await Parallel.ForEachAsync(guarded, new ParallelOptions { MaxDegreeOfParallelism = access.Sender.Concurrency }, async (decision, _) =>
            {
                if (!stopping.IsCancellationRequested && await Settle(decision) is { } one) settled.Writer.TryWrite(one);
                else Interlocked.Increment(ref left);
            });
        }
        finally
        {
            settled.Writer.Complete();
            await settling;
            metrics.Claimed(access.Kind, -decisions.Length);
        }
        return left == 0;
    }

    private async ValueTask<SettledNotification?> Settle(Decision decision)
    {
        switch (decision)
        {
            case Decision.Send send:
                return await Send(send);
            case Decision.Wait wait:
                parts.Log.Metrics.Became(access.Kind, "waits");
                return new SettledNotification(wait.Due, wait.After);
            case Decision.Drop drop:
                return Dropped(drop.Due, drop.Reason);
            default:
                throw new InvalidOperationException($"Nothing is done about {decision.GetType().Name}.");
        }
    }

    private async ValueTask<SettledNotification?> Send(Decision.Send send)
    {
        if (!lease.IsHeld || Pause is not null) return null;
        var outcome = await Try(send.Message);
        Judge(outcome);
        switch (outcome)
        {
            case Outcome.Delivered:
                if (send.Due.RetryCount == 0) parts.Log.Metrics.HandedOver(access.Kind, (parts.Clock.Now - send.Due.NextAttempt).ToTimeSpan());
                parts.Log.Metrics.Became(access.Kind, "sent");
                return new SettledNotification(send.Due, send.Due with { Status = NotificationStatus.Sent, Failure = null });
            case Outcome.Rejected { Reason: var reason }:
                parts.Log.Metrics.Became(access.Kind, "failed");
                return new SettledNotification(send.Due, send.Due with { Status = NotificationStatus.Failed, Failure = reason });
            case Outcome.Postponed postponed:
                return TriedInVain(send.Due, postponed);
            default:
                return Dropped(send.Due, DropReason.NoReceiver);
        }
    }

    private SettledNotification TriedInVain(Notification due, Outcome.Postponed postponed)
    {
        var failure = new FailedAttempt(postponed.Reason, RandomNumberGenerator.GetInt32(Grains) / (double)Grains, postponed.NotBefore);
        var after = RetryRule.After(due, failure, parts.Clock.Now);
        if (after.IsDue) parts.Log.Metrics.Retries(access.Kind);
        else parts.Log.Metrics.Became(access.Kind, "failed");
        return new SettledNotification(due, after);
    }

    private SettledNotification Dropped(Notification due, DropReason reason)
    {
        parts.Log.Metrics.Became(access.Kind, reason switch
        {
            DropReason.Stale => "stale",
            DropReason.Capped => "capped",
            DropReason.NoReceiver => "no-receiver",
            _ => "void",
        });
        return new SettledNotification(due, After: null);
    }

    private async ValueTask<Outcome> Try(Message message)
    {
        try
        {
            // Not cancelled when the process stops: then nobody would know whether it went out.
            return await access.Sender.Deliver(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            parts.Log.Words.DeliveryFailed(message.Notification.Id, exception);
            return new Outcome.Postponed(exception.GetType().Name);
        }
    }

    private void Judge(Outcome outcome)
    {
        if (outcome is Outcome.Postponed { IsOutage: true }) access.Breaker.Failed();
        else access.Breaker.Succeeded();
    }
}
