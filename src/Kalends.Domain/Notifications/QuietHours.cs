using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>
/// A user's quiet hours in the user's zone. What falls into them is sent when they end, if that is before the event starts; else it is
/// brought forward to one minute before they begin, so that it is not too late to be of use.
/// </summary>
internal sealed class QuietHours(TimeSpanOfDay hours, DateTimeZone zone)
{
    private static readonly Duration Lead = Duration.FromMinutes(1);

    /// <summary>When to send instead.</summary>
    /// <param name="trigger">When the reminder is due.</param>
    /// <param name="start">When the event starts.</param>
    internal Instant Apply(Instant trigger, Instant start)
    {
        var local = trigger.InZone(zone).LocalDateTime;
        if (!Contains(local.TimeOfDay)) return trigger;
        var first = SpansMidnight && local.TimeOfDay < hours.End ? local.Date.PlusDays(-1) : local.Date;
        var end = At((SpansMidnight ? first.PlusDays(1) : first) + hours.End);
        return end < start ? Instant.Max(end, trigger) : Instant.Min(At(first + hours.Start) - Lead, trigger);
    }

    private bool SpansMidnight => hours.Start > hours.End;

    private bool Contains(LocalTime time) => SpansMidnight
        ? time >= hours.Start || time < hours.End
        : time >= hours.Start && time < hours.End;

    private Instant At(LocalDateTime local) => local.InZoneLeniently(zone).ToInstant();
}
