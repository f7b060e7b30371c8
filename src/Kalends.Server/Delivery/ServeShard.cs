using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Sends what falls due in one shard: looks for the next, waits until shortly before then or until news comes, claims page by page, makes
/// ready, hands over, settles. The next page is read and checked while the one before is sent and the one before that is settled.
/// </summary>
internal sealed class ServeShard(int shard, DeliveryParts parts, SendPage send, ShardLease lease)
{
    private static readonly Duration IdleSave = Duration.FromHours(1);
    private static readonly TimeSpan OthersTurn = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly INotificationStore store = parts.Storage.Notifications;
    private ShardProgress? progress;
    private Instant savedAt;
    private Instant? expected;

    public async Task Run(CancellationToken stopping)
    {
        var news = Task.CompletedTask;
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (news.IsCompleted) progress?.Tell();
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
            progress ??= await Begin(now, stopping);
            var next = await FindNext(progress, now, stopping);
            parts.Log.Metrics.Oldest(shard, next < now ? (now - next.Value).ToTimeSpan() : TimeSpan.Zero);
            if (next is null || next > now + MakeReady.Ahead)
            {
                expected = next;
                await Reach(progress, now, IdleSave, stopping);
                return next is null ? parts.Options.Rest : (next.Value - MakeReady.Ahead - now).ToTimeSpan();
            }
            progress.Advance(next.Value); // before it there is nothing: who is behind must not look there again and again
            if (send.Pause is { } pause) return pause;
            if (!await lease.Hold(stopping)) return OthersTurn;
            await Drain(progress, next.Value, stopping);
            return TimeSpan.Zero;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            parts.Log.Words.ShardFailed(shard, exception);
            return AfterFailure;
        }
    }

    private async Task<ShardProgress> Begin(Instant now, CancellationToken stopping)
    {
        var saved = await store.FindCheckpoint(shard, stopping);
        var begun = new ShardProgress(saved?.Before, now, turn: (shard + 1d) / store.Shards.Count);
        savedAt = begun.Before;
        return begun;
    }

    /// <summary>What was waited for when its time has come, without another look; one after it finds what came in between.</summary>
    private async Task<Instant?> FindNext(ShardProgress reached, Instant now, CancellationToken stopping)
    {
        var (awaited, rest) = (expected, Duration.FromTimeSpan(parts.Options.Rest));
        expected = null;
        return awaited <= now + MakeReady.Ahead
            ? awaited
            : await store.FindNextDue(new DueSpan(shard, reached.LookFrom(now), EndOfSecond(now + rest)), stopping);
    }

    /// <summary>All that is due, with the lease renewed meanwhile.</summary>
    private async Task Drain(ShardProgress reached, Instant first, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keeping = lease.Keep(end.Token);
        try
        {
            var until = EndOfSecond(Instant.Max(parts.Clock.Now, first));
            if (!await SendAll(new DueSpan(shard, first, until), stopping)) return;
            await Reach(reached, until, ShardProgress.FullLook, stopping);
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
    private async Task Reach(ShardProgress reached, Instant to, Duration saveEvery, CancellationToken stopping)
    {
        reached.Advance(to);
        if (reached.Before < savedAt + saveEvery || !await lease.Hold(stopping)) return;
        if (await store.TrySave(new Checkpoint(shard, reached.Before, lease.Fence), stopping)) savedAt = reached.Before;
        else await lease.Release(stopping);
    }

    /// <summary>Everything due at or before the instant is before this.</summary>
    private static Instant EndOfSecond(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() + 1);
}
