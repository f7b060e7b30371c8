using Kalends.Domain.Identity;

namespace Kalends.Domain.Events;

/// <summary>Someone invited.</summary>
/// <param name="Email">The identity of an attendee within an event.</param>
/// <param name="UserId">The account behind the address, where there was one when it was last written.</param>
/// <param name="Name">As the organiser wrote it.</param>
/// <param name="Response">The attendee's own answer; nobody else writes it.</param>
/// <param name="Optional">Need not come.</param>
public sealed record Attendee(EmailAddress Email, UserId? UserId, string? Name, ResponseStatus Response, bool Optional);

/// <summary>RFC 5545 PARTSTAT, as far as events know it.</summary>
public enum ResponseStatus
{
    /// <summary>Not answered.</summary>
    NeedsAction = 0,

    /// <summary>Will come.</summary>
    Accepted = 1,

    /// <summary>Will not come; the time is free.</summary>
    Declined = 2,

    /// <summary>May come.</summary>
    Tentative = 3,
}
