using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>
/// Keeps one shard's users from being flooded: so many messages an hour, and no more than a few reminders of events that were all just
/// changed, which look like an import or an accident: the others wait, and may be void by then. Used by one thread at a time.
/// </summary>
internal sealed class UserGuards(DeliveryOptions options)
{
    private static readonly Duration Fresh = Duration.FromMinutes(1);

    private readonly Dictionary<UserId, HashSet<Guid>> sent = [];
    private readonly Dictionary<UserId, HashSet<Guid>> hasty = [];
    private long hour;
    private long minute;

    /// <summary>The decision, or what the guards make of it.</summary>
    public Decision Pass(Decision decision, Instant now)
    {
        if (decision is not Decision.Send send || send.Due.IsReplayed) return decision;
        Turn(now);
        if (send.ChangedAt > now - Fresh && !Admits(hasty, send.Due, options.BulkChange)) return Hold(send, now);
        return Admits(sent, send.Due, options.HourlyCap) ? decision : new Decision.Drop(send.Due, DropReason.Capped);
    }

    private static Decision Hold(Decision.Send send, Instant now)
    {
        var after = send.Due with { NextAttempt = Instant.FromUnixTimeSeconds((now + Fresh).ToUnixTimeSeconds()) };
        return after.IsUseful(after.NextAttempt) ? new Decision.Wait(send.Due, after) : new Decision.Drop(send.Due, DropReason.Stale);
    }

    private void Turn(Instant now)
    {
        var seconds = now.ToUnixTimeSeconds();
        if (hour != seconds / 3600) sent.Clear();
        if (minute != seconds / 60) hasty.Clear();
        (hour, minute) = (seconds / 3600, seconds / 60);
    }

    /// <summary>Whether it is among the first so many of its user; one that is tried again counts once.</summary>
    private static bool Admits(Dictionary<UserId, HashSet<Guid>> all, Notification due, int most)
    {
        if (!all.TryGetValue(due.UserId, out var admitted)) all.Add(due.UserId, admitted = []);
        return admitted.Contains(due.Id) || (admitted.Count < most && admitted.Add(due.Id));
    }
}
