using System.Collections.Immutable;
using Kalends.Domain.Calendars;
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
    /// <summary>
    /// The occurrences that can cause a notification within [<paramref name="from"/>, <paramref name="to"/>) start in this range: as
    /// late as the earliest reminder reaches, and a day more, since quiet hours can bring a notification forward.
    /// </summary>
    public Interval StartsWithin(Instant from, Instant to) => throw new NotSupportedException($"{from}{to}");

    /// <summary>
    /// The notifications whose trigger time, quiet hours applied, lies in [<paramref name="from"/>, <paramref name="to"/>), one for each
    /// reminder and enabled channel. Cancelled occurrences have none.
    /// </summary>
    public IEnumerable<Notification> Notify(DomainRules rules, IEnumerable<Occurrence> occurrences, Instant from, Instant to) =>
        throw new NotSupportedException($"{rules}{occurrences}{from}{to}");
}
