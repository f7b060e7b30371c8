using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Domain.Calendars;
using Kalends.Domain.Notifications;
using Kalends.Server.Hosting;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Checks a page a moment before it is due, so that only sending is left when its time comes. Rights are looked at once more shortly before,
/// and what has changed in between, as far as news of it came, is checked anew.
/// </summary>
internal sealed class MakeReady(CheckDue check, StorageSet storage, StoreClock clock)
{
    /// <summary>How long before its time a page is read and checked.</summary>
    public static readonly Duration Ahead = Duration.FromMilliseconds(600);

    private static readonly Duration Shortly = Duration.FromMilliseconds(150);

    /// <summary>What was found out longer ago does not count: a process may have been paused.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(2);

    /// <summary>One decision for each, in their order, as they stand when all are due or, where that has passed, now.</summary>
    public async Task<ImmutableArray<Decision>> Run(DuePage page, CancellationToken stopping)
    {
        var now = clock.Now;
        if (page.At <= now) return await check.Run(page.Items, now, stopping);
        var changed = new ConcurrentDictionary<CalendarId, bool>();
        using var news = storage.Signals.Subscribe((calendar, _) => changed.TryAdd(calendar, true));
        var begun = clock.GetTimestamp();
        var checkedOnce = await check.Run(page.Items, page.At, stopping);
        ImmutableArray<Decision> decisions = [.. await Task.WhenAll(checkedOnce.Select(decision => Address(decision, page.Channel, stopping)))];
        await WaitUntil(page.At - Shortly, stopping);
        var views = await ReadViews(decisions, stopping);
        await WaitUntil(page.At, stopping);
        if (clock.GetElapsedTime(begun) > Lasts) return await check.Run(page.Items, clock.Now, stopping);
        return await CheckAgain(decisions, decision => changed.ContainsKey(CalendarOf(decision)) || IsSeenOtherwise(decision, views), stopping);
    }

    private static async Task<Decision> Address(Decision decision, IChannel channel, CancellationToken stopping)
    {
        if (decision is not Decision.Send send) return decision;
        try
        {
            return send with { Handover = await channel.Prepare(send.Message, stopping) };
        }
        catch (StorageException)
        {
            return send; // it is asked once more when it is sent, and what comes of it then is an outcome
        }
    }

    /// <summary>Never less: a timer may be early by a little.</summary>
    private async Task WaitUntil(Instant at, CancellationToken stopping)
    {
        for (var rest = at - clock.Now; rest > Duration.Zero; rest = at - clock.Now)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), clock, stopping);
    }

    /// <summary>How the receivers of messages see their calendars now.</summary>
    private async Task<IReadOnlyDictionary<CalendarSight, CalendarView>> ReadViews(ImmutableArray<Decision> decisions, CancellationToken stopping)
    {
        var asked = decisions.OfType<Decision.Send>().Where(send => send.Seen is not null).Select(SightOf).ToHashSet();
        return (await storage.Calendars.FindMany(asked, stopping)).ToDictionary(seen => seen.Asked, seen => seen.View);
    }

    private static bool IsSeenOtherwise(Decision decision, IReadOnlyDictionary<CalendarSight, CalendarView> views) =>
        decision is Decision.Send { Seen: { } before } send && views.GetValueOrDefault(SightOf(send)) != before;

    private async Task<ImmutableArray<Decision>> CheckAgain(
        ImmutableArray<Decision> decisions, Func<Decision, bool> isOutdated, CancellationToken stopping)
    {
        var outdated = decisions.Index().Where(one => isOutdated(one.Item)).ToList();
        if (outdated.Count == 0) return decisions;
        var anew = await check.Run([.. outdated.Select(one => one.Item.Due)], clock.Now, stopping);
        var all = decisions.ToArray();
        foreach (var (old, decision) in outdated.Zip(anew)) all[old.Index] = decision;
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    private static CalendarSight SightOf(Decision.Send send) => new(send.Seen!.Calendar.Id, send.Due.UserId);

    /// <summary>An event that has moved lies in another calendar than its notification says.</summary>
    private static CalendarId CalendarOf(Decision decision) =>
        decision is Decision.Send { Seen: { } view } ? view.Calendar.Id : decision.Due.CalendarId;
}

/// <summary>Some that are due at one time, or before.</summary>
/// <param name="Items">By their next attempt.</param>
/// <param name="Channel">Theirs.</param>
internal sealed record DuePage(ImmutableArray<Notification> Items, IChannel Channel)
{
    /// <summary>When all of them are due.</summary>
    public Instant At => Items.IsEmpty ? Instant.MinValue : Items[^1].NextAttempt;
}
