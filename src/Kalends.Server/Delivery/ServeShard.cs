using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Sends what falls due in one shard: looks for the next, waits until shortly before then or until news comes, claims page by page, makes
/// ready, hands over, settles. The next page is read and checked while the one before is sent and the one before that is settled.
/// </summary>
internal sealed class ServeShard(int shard, DeliveryParts parts, SendPage send, ShardLease lease)
{
    /// <summary>How long after its time something may still be added: the clocks of those who add may be wrong, and their commits slow.</summary>
    private static readonly Duration Grace = Duration.FromMinutes(5);

    /// <summary>How far back a shard that was never served is searched.</summary>
    private static readonly Duration FirstReach = Duration.FromDays(2);

    private static readonly Duration Overlap = Duration.FromSeconds(10);
    private static readonly Duration OverlapEvery = Duration.FromSeconds(5);
    private static readonly Duration FullLook = Duration.FromMinutes(1);
    private static readonly Duration IdleSave = Duration.FromHours(1);
    private static readonly TimeSpan OthersTurn = TimeSpan.FromSeconds(1);

    private readonly INotificationStore store = parts.Storage.Notifications;
    private Instant? checkpoint;
    private Instant savedAt;
    private Instant settledTo = Instant.MinValue;
    private Instant overlapAt = Instant.MinValue;
    private Instant fullLookAt = Instant.MinValue;
    private Instant? expected;

    public async Task Run(CancellationToken stopping)
    {
        var news = Task.CompletedTask;
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (news.IsCompleted) overlapAt = Instant.MinValue;
            news = parts.News.Next;
            var begun = parts.Clock.GetTimestamp();
            // What is due next is so much later than when this began, however long it took.
            var rest = await ServeOnce(stopping) - parts.Clock.GetElapsedTime(begun);
            await Projecting.DueNews.Wait(news, rest, new Projecting.Timing(parts.Clock, stopping));
        }
    }

    /// <summary>Does what is to be done now; gives how long to rest then.</summary>
    private async Task<TimeSpan> ServeOnce(CancellationToken stopping)
    {
        try
        {
            var now = parts.Clock.Now;
            checkpoint ??= savedAt = (await store.FindCheckpoint(shard, stopping))?.Before ?? now - FirstReach;
            var next = await FindNext(now, stopping);
            parts.Log.Metrics.Oldest(shard, next < now ? (now - next.Value).ToTimeSpan() : TimeSpan.Zero);
            if (next is null || next > now + MakeReady.Ahead)
            {
                expected = next;
                await Reach(now, IdleSave, stopping);
                return next is null ? parts.Options.Rest : (next.Value - MakeReady.Ahead - now).ToTimeSpan();
            }
            Advance(next.Value); // before it there is nothing: who is behind must not look there again and again
            if (send.Pause is { } pause) return pause;
            if (!await lease.Hold(stopping)) return OthersTurn;
            await Drain(next.Value, stopping);
            return TimeSpan.Zero;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            parts.Log.Words.ShardFailed(shard, exception);
            return OthersTurn;
        }
    }

    /// <summary>What was waited for when its time has come, without another look; one after it finds what came in between.</summary>
    private async Task<Instant?> FindNext(Instant now, CancellationToken stopping)
    {
        var (awaited, rest) = (expected, Duration.FromTimeSpan(parts.Options.Rest));
        expected = null;
        return awaited <= now + MakeReady.Ahead ? awaited : await store.FindNextDue(new DueSpan(shard, LookFrom(now), EndOfSecond(now + rest)), stopping);
    }

    /// <summary>All that is due, with the lease renewed meanwhile.</summary>
    private async Task Drain(Instant first, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keeping = lease.Keep(end.Token);
        try
        {
            var until = EndOfSecond(Instant.Max(parts.Clock.Now, first));
            if (!await SendAll(new DueSpan(shard, first, until), stopping)) return;
            await Reach(until, FullLook, stopping);
        }
        finally
        {
            await end.CancelAsync();
            await keeping;
        }
    }

    /// <summary>Whether nothing was left.</summary>
    private async Task<bool> SendAll(DueSpan span, CancellationToken stopping)
    {
        var query = new DueQuery(span, send.Channel.BatchSize);
        var (sending, settling) = (PageUnderWay.None, PageUnderWay.None);
        var fence = lease.Fence;
        try
        {
            while (lease.IsHeldSince(fence))
            {
                var page = await store.ReadDue(query, stopping);
                var claim = new Claim(await parts.Ready.Run(new DuePage(page.Items, send.Channel), stopping), fence);
                if (!await settling.Settled) return false;
                await sending.HandedOver;
                (settling, sending) = (sending, send.Run(claim, stopping));
                if (!page.HasMore) return await settling.End() & await sending.End();
                query = query with { After = new DueKey(page.Items[^1].NextAttempt, page.Items[^1].Id) };
            }
            return false;
        }
        finally
        {
            await Task.WhenAll(settling.End(), sending.End());
        }
    }

    /// <summary>Remembers that everything due before the instant is settled; for the next process too, once in a while.</summary>
    private async Task Reach(Instant to, Duration saveEvery, CancellationToken stopping)
    {
        var reached = Advance(to);
        if (reached < savedAt + saveEvery || !await lease.Hold(stopping)) return;
        if (await store.TrySave(new Checkpoint(shard, reached, lease.Fence), stopping)) savedAt = reached;
        else await lease.Release(stopping);
    }

    /// <summary>Remembers that nothing before the instant is due; gives from where on something may still be added.</summary>
    private Instant Advance(Instant to)
    {
        settledTo = to;
        var reached = Instant.Max(checkpoint!.Value, Instant.FromUnixTimeSeconds((to - Grace).ToUnixTimeSeconds()));
        checkpoint = reached;
        return reached;
    }

    /// <summary>
    /// From where was settled last; after news and every few seconds from a little before, and now and then from the checkpoint, for what was
    /// added late.
    /// </summary>
    private Instant LookFrom(Instant now)
    {
        if (now >= fullLookAt)
        {
            // Not all shards at the same moment.
            var isFirst = fullLookAt == Instant.MinValue;
            fullLookAt = now + (isFirst ? FullLook * ((shard + 1d) / store.Shards.Count) : FullLook);
            settledTo = Instant.MinValue;
        }
        var overlaps = now >= overlapAt;
        if (overlaps) overlapAt = now + OverlapEvery;
        var recent = overlaps && settledTo > Instant.MinValue ? settledTo - Overlap : settledTo;
        return Instant.Max(checkpoint!.Value, recent);
    }

    /// <summary>Everything due at or before the instant is before this.</summary>
    private static Instant EndOfSecond(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() + 1);
}
