using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Threading.Channels;
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

    public IChannel Channel => access.Sender;

    /// <summary>How long the gateway is to be left alone, or null.</summary>
    public TimeSpan? Pause => access.Breaker.Remaining;

    /// <summary>Begins with a page. The next may follow when this one is handed over: while it is settled the channel need not wait.</summary>
    public PageUnderWay Run(Claim claim, CancellationToken stopping)
    {
        var outcomes = Outcomes.CreateUnbounded<SettledNotification>(new() { SingleReader = true });
        var now = parts.Clock.Now;
        var guarded = claim with { Decisions = [.. claim.Decisions.Select(decision => guards.Pass(decision, now))] };
        parts.Log.Metrics.Claimed(access.Kind, claim.Decisions.Length);
        parts.Rush.Begin();
        var handedOver = Task.Run(() => HandOver(guarded, outcomes.Writer, stopping), CancellationToken.None);
        return new PageUnderWay(handedOver, Settle(claim.Decisions.Length, handedOver, outcomes.Reader));
    }

    /// <summary>Gives how many were left.</summary>
    private async Task<int> HandOver(Claim claim, ChannelWriter<SettledNotification> outcomes, CancellationToken stopping)
    {
        var left = 0;
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = access.Sender.Concurrency };
            await Parallel.ForEachAsync(claim.Decisions, options, async (decision, _) =>
            {
                if (!stopping.IsCancellationRequested && await Settle(decision, claim.Fence) is { } one) outcomes.TryWrite(one);
                else Interlocked.Increment(ref left);
            });
            return left;
        }
        finally
        {
            outcomes.Complete();
            parts.Rush.End();
        }
    }

    private async Task<bool> Settle(int count, Task<int> handedOver, ChannelReader<SettledNotification> outcomes)
    {
        try
        {
            await parts.Settle.Run(outcomes);
            return await handedOver == 0;
        }
        finally
        {
            parts.Log.Metrics.Claimed(access.Kind, -count);
        }
    }

    private async ValueTask<SettledNotification?> Settle(Decision decision, long fence)
    {
        switch (decision)
        {
            case Decision.Send send:
                return await Send(send, fence);
            case Decision.Wait wait:
                parts.Log.Metrics.Became(access.Kind, "waits");
                return new SettledNotification(wait.Due, wait.After);
            case Decision.Drop drop:
                return Dropped(drop.Due, drop.Reason);
            default:
                throw new InvalidOperationException($"Nothing is done about {decision.GetType().Name}.");
        }
    }

    private async ValueTask<SettledNotification?> Send(Decision.Send send, long fence)
    {
        if (!lease.IsHeldSince(fence) || Pause is not null)
        {
            guards.Return(send.Due);
            return null;
        }
        var outcome = await Try(send);
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

    private async ValueTask<Outcome> Try(Decision.Send send)
    {
        try
        {
            // Not cancelled when the process stops: then nobody would know whether it went out.
            var deliver = send.Handover ?? await access.Sender.Prepare(send.Message, CancellationToken.None);
            return await deliver(CancellationToken.None);
        }
        catch (Exception exception)
        {
            parts.Log.Words.DeliveryFailed(send.Due.Id, exception);
            return new Outcome.Postponed(exception.GetType().Name);
        }
    }

    private void Judge(Outcome outcome)
    {
        if (outcome is Outcome.Postponed { IsOutage: true }) access.Breaker.Failed();
        else access.Breaker.Succeeded();
    }
}

/// <summary>A page that is to be sent.</summary>
/// <param name="Decisions">About each of it.</param>
/// <param name="Fence">Of the lease that was held when it was read: what was read under an earlier one, others may have sent since.</param>
internal readonly record struct Claim(ImmutableArray<Decision> Decisions, long Fence);

/// <summary>A page of which the sending has begun.</summary>
/// <param name="HandedOver">Until the channel has had all of them.</param>
/// <param name="Settled">Until what became of them is stored: whether none was left.</param>
internal readonly record struct PageUnderWay(Task HandedOver, Task<bool> Settled)
{
    public static PageUnderWay None { get; } = new(Task.CompletedTask, Task.FromResult(true));

    /// <summary>Until nothing of it goes on; throws where it failed.</summary>
    public async Task<bool> End()
    {
        await HandedOver;
        return await Settled;
    }
}
