using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Keeps one shard's users from being flooded: so many messages an hour, and no more than a few reminders of events that were all just
/// changed, which look like an import or an accident: the others wait, and may be void by then. Safe to share between threads.
/// </summary>
internal sealed class UserGuards(DeliveryOptions options)
{
    private static readonly Duration Fresh = Duration.FromMinutes(1);

    private readonly Lock turn = new();
    private readonly Dictionary<UserId, int> admitted = [];
    private readonly Dictionary<UserId, HashSet<Guid>> hasty = [];
    private long hour;
    private long minute;

    /// <summary>The decision, or what the guards make of it.</summary>
    public Decision Pass(Decision decision, Instant now)
    {
        if (decision is not Decision.Send send || send.Due.IsReplayed) return decision;
        lock (turn)
        {
            Turn(now);
            if (send.ChangedAt > now - Fresh && !IsAmongFirst(send.Due)) return Hold(send, now);
            return Admits(send.Due) ? decision : new Decision.Drop(send.Due, DropReason.Capped);
        }
    }

    /// <summary>It was not handed over after all, and will come again: its place is free.</summary>
    public void Return(Notification due)
    {
        lock (turn)
        {
            if (Counts(due) && admitted.GetValueOrDefault(due.UserId) is > 0 and var there) admitted[due.UserId] = there - 1;
        }
    }

    private static Decision Hold(Decision.Send send, Instant now)
    {
        var after = send.Due with { NextAttempt = Instant.FromUnixTimeSeconds((now + Fresh).ToUnixTimeSeconds()) };
        return after.IsUseful(after.NextAttempt) ? new Decision.Wait(send.Due, after) : new Decision.Drop(send.Due, DropReason.Stale);
    }

    private void Turn(Instant now)
    {
        var seconds = now.ToUnixTimeSeconds();
        if (hour != seconds / 3600) admitted.Clear();
        if (minute != seconds / 60) hasty.Clear();
        (hour, minute) = (seconds / 3600, seconds / 60);
    }

    /// <summary>Only numbers are kept, not which they were: a whole hour of everybody's would be much.</summary>
    private bool Admits(Notification due)
    {
        if (!Counts(due)) return true;
        var there = admitted.GetValueOrDefault(due.UserId);
        if (there >= options.HourlyCap) return false;
        admitted[due.UserId] = there + 1;
        return true;
    }

    /// <summary>One that is tried again was counted the first time.</summary>
    private static bool Counts(Notification due) => due is { RetryCount: 0, IsReplayed: false };

    private bool IsAmongFirst(Notification due)
    {
        if (!hasty.TryGetValue(due.UserId, out var first)) hasty.Add(due.UserId, first = []);
        return first.Contains(due.Id) || (first.Count < options.BulkChange && first.Add(due.Id));
    }
}
