using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>
/// One changed or cancelled instance of a series. A member that is null follows the master; the original start is the instance's
/// recurrence id (RFC 5545, 3.8.4.4), in the master's zone.
/// </summary>
public sealed record Override(EventTime OriginalStart)
{
    /// <summary>Title of this instance, if it differs.</summary>
    public string? Title { get; init; }

    /// <summary>Description of this instance, if it differs.</summary>
    public string? Description { get; init; }

    /// <summary>Location of this instance, if it differs.</summary>
    public string? Location { get; init; }

    /// <summary>Where this instance was moved to, if it was.</summary>
    public EventTime? Start { get; init; }

    /// <summary>End of this instance, if it differs; with a moved start and no end, the series' duration holds.</summary>
    public EventTime? End { get; init; }

    /// <summary>Cancelled makes the instance disappear from normal views.</summary>
    public EventStatus? Status { get; init; }

    /// <summary>Transparency of this instance, if it differs.</summary>
    public Transparency? Transparency { get; init; }

    /// <summary>Visibility of this instance, if it differs.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>Attendees of this instance, if they differ.</summary>
    public ImmutableArray<Attendee>? Attendees { get; init; }

    /// <summary>The iCalendar component that this instance was last read from, as <see cref="EventContent.Carried"/>.</summary>
    public string? Carried { get; init; }

    /// <summary>Whether the instance does not take place.</summary>
    public bool IsCancelled => Status == EventStatus.Cancelled;
}
