using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>What an editor writes: everything that <c>PUT</c> replaces.</summary>
public sealed record EventContent
{
    /// <summary>1 to 1,024 code points.</summary>
    public required string Title { get; init; }

    /// <summary>Up to 65,536 code points.</summary>
    public string Description { get; init; } = "";

    /// <summary>Up to 1,024 code points.</summary>
    public string Location { get; init; } = "";

    /// <summary>Of a series: its first instance.</summary>
    public required EventTime Start { get; init; }

    /// <summary>Exclusive; a day where <see cref="Start"/> is one. May be in another zone.</summary>
    public required EventTime End { get; init; }

    /// <summary>RRULE, RDATE and EXDATE lines as they were sent; empty for a single event.</summary>
    public ImmutableArray<string> Recurrence { get; init; } = [];

    /// <summary>Confirmed unless said otherwise.</summary>
    public EventStatus Status { get; init; }

    /// <summary>Opaque unless said otherwise.</summary>
    public Transparency Transparency { get; init; }

    /// <summary>Default unless said otherwise.</summary>
    public Visibility Visibility { get; init; }

    /// <summary>Up to 500, each address once.</summary>
    public ImmutableArray<Attendee> Attendees { get; init; } = [];

    /// <summary>
    /// The iCalendar component that the event was last read from, as text; null where it came from none. What no member says (alarms,
    /// attachments, categories, X- properties, parameters) is kept there; where a member says otherwise, the member counts.
    /// </summary>
    public string? Carried { get; init; }

    /// <summary>Whether the event has more than its own start.</summary>
    public bool IsSeries => !Recurrence.IsEmpty;
}
