using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Events;

/// <summary>Who edits, and where.</summary>
/// <param name="By">The caller, whose rights are already checked.</param>
/// <param name="CalendarZone">Of the calendar that the event lies in: where days lie and the default of event times.</param>
public sealed record EditContext(Caller By, string CalendarZone)
{
    /// <summary>The accounts behind the attendees' addresses, as far as there are any.</summary>
    public ImmutableDictionary<EmailAddress, UserId> Accounts { get; init; } = ImmutableDictionary<EmailAddress, UserId>.Empty;
}
