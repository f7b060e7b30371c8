using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>How one user is to be told of the occurrences of one event.</summary>
/// <param name="UserId">Who is told.</param>
/// <param name="Preferences">The user's channels, quiet hours and default reminders.</param>
/// <param name="CalendarId">Where the event lies.</param>
/// <param name="Reminders">What the user has set on the event; null for the default.</param>
public sealed record ReminderPlan(UserId UserId, Preferences Preferences, CalendarId CalendarId, ImmutableArray<int>? Reminders)
{
    // Quiet hours last less than a day, which can have 25 hours.
    private static readonly Duration LongestPull = Duration.FromHours(25);

    private ImmutableArray<int> Offsets => Reminders ?? Preferences.DefaultReminders;

    /// <summary>
    /// The occurrences that can cause a notification within [<paramref name="from"/>, <paramref name="to"/>) start in this range: as
    /// late as the earliest reminder reaches, and a day more, since quiet hours can bring a notification forward.
    /// </summary>
    public Interval StartsWithin(Instant from, Instant to) =>
        new(from, to + Duration.FromMinutes(Offsets.DefaultIfEmpty().Max()) + LongestPull);

    /// <summary>
    /// The notifications whose trigger time, quiet hours applied, lies in [<paramref name="from"/>, <paramref name="to"/>), one for each
    /// reminder and enabled channel. Cancelled occurrences have none.
    /// </summary>
    public IEnumerable<Notification> Notify(DomainRules rules, IEnumerable<Occurrence> occurrences, Instant from, Instant to)
    {
        var quiet = Preferences.QuietHours is { } hours ? new QuietHours(hours, rules.Zone(Preferences.TimeZone)) : null;
        var channels = Channels(Preferences.Channels);
        foreach (var occurrence in occurrences.Where(o => o.Face.Status != EventStatus.Cancelled))
        foreach (var offset in Offsets.Distinct())
        {
            var start = occurrence.Times.Start;
            var due = start - Duration.FromMinutes(offset);
            var trigger = quiet?.Apply(due, start) ?? due;
            if (trigger < from || trigger >= to) continue;
            foreach (var channel in channels) yield return Make(occurrence, trigger, offset, channel);
        }
    }

    private Notification Make(Occurrence occurrence, Instant trigger, int offset, Channel channel) => new()
    {
        Id = new NotificationHash(UserId, occurrence.EventId, occurrence.Times.Original, offset, channel).ToId(),
        UserId = UserId,
        CalendarId = CalendarId,
        EventId = occurrence.EventId,
        OccurrenceId = occurrence.Id,
        Start = occurrence.Times.Start,
        TriggerTime = trigger,
        Offset = offset,
        Channel = channel,
        NextAttempt = trigger,
    };

    private static ImmutableArray<Channel> Channels(ChannelPreferences enabled) =>
    [
        .. enabled.Email ? [Channel.Email] : (ReadOnlySpan<Channel>)[],
        .. enabled.Push ? [Channel.Push] : (ReadOnlySpan<Channel>)[],
        .. enabled.Sms ? [Channel.Sms] : (ReadOnlySpan<Channel>)[],
        .. enabled.Webhook ? [Channel.Webhook] : (ReadOnlySpan<Channel>)[],
    ];
}
