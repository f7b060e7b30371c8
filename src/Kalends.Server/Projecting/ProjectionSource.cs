using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Projecting;

/// <summary>What a projection is made from.</summary>
/// <param name="Event">As it is, or is about to be, stored.</param>
/// <param name="Calendar">Where it lies.</param>
/// <param name="Settings">The reminders that anyone has set on it.</param>
internal sealed record ProjectionSource(Event Event, Calendar Calendar, ImmutableArray<ReminderSetting> Settings)
{
    /// <summary>Who is reminded, and by which setting; nobody of an event that is not live.</summary>
    public ImmutableDictionary<UserId, ImmutableArray<int>?> Audience() => Event.IsLive && Calendar.Deleted is null
        ? ReminderAudience.Of(Event, Calendar.OwnerId, Settings.ToDictionary(setting => setting.UserId, setting => setting.Minutes))
        : ImmutableDictionary<UserId, ImmutableArray<int>?>.Empty;

    /// <summary>
    /// Who takes part: attendees with an account, and whoever has set reminders. The calendar's owner is among them only where the owner
    /// has declined something, so that time which is free again is found without looking at every event.
    /// </summary>
    public ImmutableArray<Participation> Participations()
    {
        if (!Event.IsLive) return [];
        var responses = new SortedDictionary<UserId, ResponseStatus?>();
        foreach (var setting in Settings) responses[setting.UserId] = null;
        foreach (var (user, response) in Responses()) responses[user] = Stronger(responses.GetValueOrDefault(user), response);
        responses.Remove(Calendar.OwnerId);
        if (Responses().Any(said => said == (Calendar.OwnerId, ResponseStatus.Declined)))
            responses[Calendar.OwnerId] = ResponseStatus.Declined;
        return [.. responses.Select(pair => new Participation(pair.Key, Event.CalendarId, Event.Id, pair.Value))];
    }

    /// <summary>What attendees with an account say to the whole, to changed instances, and to single instances.</summary>
    private IEnumerable<(UserId User, ResponseStatus Response)> Responses()
    {
        var invited = Event.Content.Attendees.Concat(Event.Overrides.SelectMany(changed => changed.Attendees ?? [])).ToList();
        var said = invited.Select(attendee => (attendee.UserId, attendee.Response)).Concat(
            Event.Answers.Select(answer => (invited.Find(attendee => attendee.Email == answer.Attendee)?.UserId, answer.Response)));
        foreach (var (user, response) in said)
        {
            if (user is { } known) yield return (known, response);
        }
    }

    /// <summary>One accepted instance is enough to be found; which instances it is, is seen when the event is read.</summary>
    private static ResponseStatus Stronger(ResponseStatus? one, ResponseStatus other) =>
        one == ResponseStatus.Accepted ? ResponseStatus.Accepted : other;
}
