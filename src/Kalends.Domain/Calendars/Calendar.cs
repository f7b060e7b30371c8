using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Calendars;

/// <summary>A calendar as its owner keeps it.</summary>
public sealed record Calendar
{
    /// <summary>Never reused.</summary>
    public required CalendarId Id { get; init; }

    /// <summary>The shard key of everything about the calendar but its events.</summary>
    public required UserId OwnerId { get; init; }

    /// <summary>1 to 1,024 code points.</summary>
    public required string Name { get; init; }

    /// <summary><c>#RRGGBB</c>.</summary>
    public string Color { get; init; } = "#3F51B5";

    /// <summary>Up to 65,536 code points.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether any signed-in user may view it; "shared" is not stored but seen from the shares.</summary>
    public bool IsPublic { get; init; }

    /// <summary>IANA zone id: where all-day events lie, and the default of event times.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Counts the changes of this record, from 1: the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>Set while the calendar lies in the trash.</summary>
    public Deletion? Deleted { get; init; }
}
