using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Server.Features.Events;

/// <summary>An event as one caller meets it.</summary>
/// <param name="Event">As it is stored.</param>
/// <param name="View">The calendar it lies in, with the caller's grant.</param>
/// <param name="Caller">Whoever asks.</param>
internal sealed record EventAtHand(Event Event, CalendarView View, Caller Caller)
{
    public Calendar Calendar => View.Calendar;

    public string Zone => View.Calendar.TimeZone;
}

internal static class Guests
{
    /// <summary>Whether somebody is invited by an address that had no account when it was written.</summary>
    public static bool HasGuestsWithoutAccount(this Event @event) =>
        @event.Content.Attendees.Any(guest => guest.UserId is null)
        || @event.Overrides.Any(changed => changed.Attendees is { } guests && guests.Any(guest => guest.UserId is null));
}
