using Kalends.Domain.Identity;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>A VEVENT of a file.</summary>
/// <param name="Component">Its TZIDs are IANA ids; see <see cref="FileZones"/>.</param>
/// <param name="Line">Of its BEGIN, from 1.</param>
public sealed record FileComponent(Component Component, int Line)
{
    /// <summary>Whether it is one instance of a series, not an event.</summary>
    public bool IsInstance => Component.Find("RECURRENCE-ID") is not null;

    /// <summary>The addresses of its attendees, whose accounts an import wants to know.</summary>
    public IEnumerable<EmailAddress> Addresses() => AttendeeProperties.Addresses(Component);
}
