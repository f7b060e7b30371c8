using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Storage.Occurrences;

/// <summary>Everything derived from one event at one revision.</summary>
public sealed record Projection
{
    /// <summary>The partition.</summary>
    public required CalendarId CalendarId { get; init; }

    /// <summary>The event.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The event's revision that this was made from.</summary>
    public required long Generation { get; init; }

    /// <summary>Which tzdb resolved the wall times.</summary>
    public required string Tzdb { get; init; }

    /// <summary>Where a series was expanded; null for a single event, whose one occurrence is always here.</summary>
    public required Interval? Window { get; init; }

    /// <summary>In order; cancelled instances too; none for an event that is not live.</summary>
    public required ImmutableArray<Occurrence> Occurrences { get; init; }

    /// <summary>Everyone but the owner who takes part.</summary>
    public ImmutableArray<Participation> Participations { get; init; } = [];

    /// <summary>What is due within the horizon.</summary>
    public ImmutableArray<Notification> Notifications { get; init; } = [];

    /// <summary>
    /// Where <see cref="Notifications"/> begin: what is pending and was due before is about to be sent, and stays; it is held against the
    /// event then.
    /// </summary>
    public Instant NotifiedFrom { get; init; } = Instant.MinValue;
}

/// <summary>That a user attends, or has set reminders on, an event in a calendar that is not the user's own.</summary>
/// <param name="UserId">The shard key.</param>
/// <param name="CalendarId">Where the event lies.</param>
/// <param name="EventId">The event.</param>
/// <param name="Response">The user's answer; null for someone who only set reminders.</param>
public sealed record Participation(UserId UserId, CalendarId CalendarId, EventId EventId, ResponseStatus? Response);

/// <summary>An event to be projected anew.</summary>
public sealed record ProjectionDue(CalendarId CalendarId, EventId EventId);

/// <summary>Which projections are to be made again.</summary>
/// <param name="Shard">Of which calendars.</param>
/// <param name="WindowEnd">Series that are projected less far.</param>
/// <param name="Tzdb">Events that were projected with another.</param>
public sealed record OutdatedQuery(WorkShard Shard, Instant WindowEnd, string Tzdb);

/// <summary>A projection whose window ends too soon or that another tzdb made.</summary>
/// <param name="Due">Of which event.</param>
/// <param name="Tzdb">What resolved its wall times.</param>
/// <param name="WindowEnd">Of a series.</param>
public sealed record OutdatedProjection(ProjectionDue Due, string Tzdb, Instant? WindowEnd);

/// <summary>A projection that would come out the same.</summary>
/// <param name="Due">Of which event.</param>
/// <param name="Generation">The event's revision that was looked at.</param>
public sealed record ConfirmedProjection(ProjectionDue Due, long Generation);
