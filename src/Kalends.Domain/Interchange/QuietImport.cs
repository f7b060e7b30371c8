using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>
/// An import reminds nobody: whoever would only now be reminded of an event by default gets no reminders on it, until they set some. Who
/// was reminded before goes on being.
/// </summary>
/// <param name="Calendar">Where the event lies.</param>
/// <param name="Before">The event as it was; null where the import makes it.</param>
/// <param name="After">The event as the import leaves it.</param>
public sealed record QuietImport(Calendar Calendar, Event? Before, Event After)
{
    private static readonly ImmutableDictionary<UserId, ImmutableArray<int>?> None = ImmutableDictionary<UserId, ImmutableArray<int>?>.Empty;

    /// <summary>Who would, and has set nothing.</summary>
    /// <param name="rules">To place the event in time: what is over reminds nobody anyway.</param>
    /// <param name="set">Who has set reminders on the event.</param>
    /// <param name="now">When the import happens.</param>
    public IEnumerable<UserId> Decide(DomainRules rules, IEnumerable<UserId> set, Instant now)
    {
        var before = Before is null ? None : DefaultAudience(rules, Before, now);
        return DefaultAudience(rules, After, now).Keys.Except(before.Keys).Except(set);
    }

    private ImmutableDictionary<UserId, ImmutableArray<int>?> DefaultAudience(DomainRules rules, Event @event, Instant now) =>
        @event.IsLive && (@event.Content.IsSeries || @event.Content.Start.Resolve(rules, Calendar.TimeZone).At >= now)
            ? ReminderAudience.Of(@event, Calendar.OwnerId, None)
            : None;
}
