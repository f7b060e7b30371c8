using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>When a user is mailed the day's agenda. Each digest, when it falls due, brings the next.</summary>
public static class DigestPlan
{
    /// <summary>The first digest at or after the instant; null for a user who wants none, or no mail.</summary>
    public static Notification? Next(DomainRules rules, User user, Instant from)
    {
        if (user.Preferences is not { DigestAt: { } hour, Channels.Email: true }) return null;
        var zone = rules.Zone(user.Preferences.TimeZone);
        var today = from.InZone(zone).Date;
        var at = At(today, hour, zone) is var first && first >= from ? first : At(today.PlusDays(1), hour, zone);
        return new Notification
        {
            Id = new NotificationHash(user.Id, default, at, 0, Channel.Email).ToId(),
            Kind = NotificationKind.Digest,
            UserId = user.Id,
            CalendarId = default,
            EventId = default,
            OccurrenceId = default(OccurrenceId),
            Start = at,
            TriggerTime = at,
            Offset = 0,
            Channel = Channel.Email,
            NextAttempt = at,
        };
    }

    private static Instant At(LocalDate day, LocalTime hour, DateTimeZone zone) => (day + hour).InZoneLeniently(zone).ToInstant();
}
