using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Server.Interchange;

/// <summary>A calendar that is to be written as iCalendar text.</summary>
/// <param name="Calendar">Which.</param>
/// <param name="Permission">How much of it shows.</param>
/// <param name="Now">Busy time is written for the window around this.</param>
internal sealed record CalendarText(Calendar Calendar, Permission Permission, Instant Now)
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Who reads; nobody in particular behind a secret address.</summary>
    public Caller Reader { get; init; } = new(default, new EmailAddress(""));

    /// <summary>Whether a program shows it again and again: then it is told how often to ask, and rings nobody's bell.</summary>
    public bool IsFeed { get; init; }

    public CalendarView View => new(Calendar, HasShares: false, Permission);
}
