using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Notifications;

/// <summary>Who is reminded of an event, and by which setting.</summary>
public static class ReminderAudience
{
    /// <summary>
    /// The calendar's owner and attendees who have accepted, at least tentatively, by their setting or their default; everyone else only
    /// by a setting of their own: an invitation alone sends nobody messages. Who has declined is not reminded.
    /// </summary>
    /// <param name="event">Live.</param>
    /// <param name="owner">Of the calendar.</param>
    /// <param name="settings">What users have set on the event, minutes or null for their default.</param>
    public static ImmutableDictionary<UserId, ImmutableArray<int>?> Of(
        Event @event, UserId owner, IReadOnlyDictionary<UserId, ImmutableArray<int>?> settings)
    {
        var audience = ImmutableDictionary.CreateBuilder<UserId, ImmutableArray<int>?>();
        audience[owner] = null;
        foreach (var attendee in @event.Content.Attendees)
            if (attendee is { UserId: { } user, Response: ResponseStatus.Accepted or ResponseStatus.Tentative }) audience[user] = null;
        foreach (var (user, minutes) in settings) audience[user] = minutes;
        foreach (var attendee in @event.Content.Attendees)
            if (attendee is { UserId: { } user, Response: ResponseStatus.Declined }) audience.Remove(user);
        return audience.ToImmutable();
    }
}
