using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kalends.Server.Features.Events;

// The shapes of bodies for the API's description. The bodies themselves are read by EventBody, and written by EventJson and
// OccurrenceWriter.

/// <summary>A day, or a wall time in a zone.</summary>
internal sealed record EventTimeShape(string? DateTime, string? TimeZone, string? Date);

/// <summary>Someone invited.</summary>
internal sealed record AttendeeShape(string Email, string? UserId, string? Name, string? ResponseStatus, bool? Optional);

/// <summary>What an editor writes.</summary>
internal sealed record EventContentShape(string Title, EventTimeShape Start, EventTimeShape End)
{
    public string? Description { get; init; }

    public string? Location { get; init; }

    public ImmutableArray<string>? Recurrence { get; init; }

    public string? Status { get; init; }

    public string? Transparency { get; init; }

    public string? Visibility { get; init; }

    public ImmutableArray<AttendeeShape>? Attendees { get; init; }

    public ImmutableArray<int>? Reminders { get; init; }

    public string? ICalUid { get; init; }
}

/// <summary>A changed or cancelled instance: its original start, and the members that differ.</summary>
internal sealed record OverrideShape(EventTimeShape OriginalStart)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public EventTimeShape? Start { get; init; }

    public EventTimeShape? End { get; init; }

    public string? Status { get; init; }

    public string? Transparency { get; init; }

    public string? Visibility { get; init; }

    public ImmutableArray<AttendeeShape>? Attendees { get; init; }
}

/// <summary>An event as its readers see it.</summary>
internal sealed record EventShape(string EventId, string CalendarId, string ICalUid, string Title)
{
    public required string Description { get; init; }

    public required string Location { get; init; }

    public required EventTimeShape Start { get; init; }

    public required EventTimeShape End { get; init; }

    public required ImmutableArray<string> Recurrence { get; init; }

    public required string Status { get; init; }

    public required string Transparency { get; init; }

    public required string Visibility { get; init; }

    public required ImmutableArray<AttendeeShape> Attendees { get; init; }

    public required string OrganizerId { get; init; }

    /// <summary>In a feed that was asked for with a range.</summary>
    public int? Conflicts { get; init; }

    public ImmutableArray<int>? Reminders { get; init; }

    public required long Version { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public required ImmutableArray<OverrideShape> Overrides { get; init; }

    public string? PreviousEventId { get; init; }

    public string? DeletedAt { get; init; }

    public string? DeletedBy { get; init; }
}

/// <summary>One dated instance.</summary>
internal sealed record OccurrenceShape(string OccurrenceId, string EventId, string CalendarId, string Title)
{
    public required string Description { get; init; }

    public required string Location { get; init; }

    public required EventTimeShape Start { get; init; }

    public required EventTimeShape End { get; init; }

    public required string StartUtc { get; init; }

    public required string EndUtc { get; init; }

    public required EventTimeShape OriginalStart { get; init; }

    public required bool Recurring { get; init; }

    public required bool IsModified { get; init; }

    public required string Status { get; init; }

    public required string Transparency { get; init; }

    public required long Version { get; init; }
}

/// <summary>A page of occurrences.</summary>
internal sealed record OccurrencePageShape(ImmutableArray<OccurrenceShape> Items, string? NextPageToken);

/// <summary>A page of events.</summary>
internal sealed record EventPageShape(ImmutableArray<EventShape> Items, string? NextPageToken);

/// <summary>A page of a feed; a deleted event shows as its id with <c>deleted</c>.</summary>
internal sealed record ChangePageShape(ImmutableArray<EventShape> Items, string? NextPageToken, string? NextSyncToken);

/// <summary>What happened in one version.</summary>
internal sealed record HistoryEntryShape(
    long Version, string At, string UserId, string Action, string Scope, ImmutableArray<string> Changed);

/// <summary>A page of history.</summary>
internal sealed record HistoryPageShape(ImmutableArray<HistoryEntryShape> Items, string? NextPageToken);

/// <summary>A span of time, UTC.</summary>
internal sealed record SpanShape(string Start, string End);

/// <summary>Two occurrences that take the same time.</summary>
internal sealed record ConflictShape(SpanShape Overlap, ImmutableArray<OccurrenceShape> Occurrences);

/// <summary>When the caller is busy, and where twice.</summary>
internal sealed record ConflictsShape(ImmutableArray<SpanShape> Busy, ImmutableArray<ConflictShape> Conflicts);

/// <summary>Where an event is to go.</summary>
internal sealed record MoveShape(string CalendarId);

/// <summary>An answer, to one instance if its original start is given.</summary>
internal sealed record InvitationAnswerShape(string ResponseStatus, EventTimeShape? OriginalStart);

/// <summary>Minutes before the start; null for the default.</summary>
internal sealed record RemindersShape(ImmutableArray<int>? Reminders);

/// <summary>Which version to bring back, if it is not the last one.</summary>
internal sealed record RestoreShape(int? Version);

/// <summary>A time that lost against one that was written at the same time.</summary>
internal sealed record OpenTimeShape(string Stamp, string At, string? UserId)
{
    public required EventTimeShape Start { get; init; }

    public required EventTimeShape End { get; init; }

    public required ImmutableArray<string> Recurrence { get; init; }
}

/// <summary>Open times.</summary>
internal sealed record OpenTimePageShape(ImmutableArray<OpenTimeShape> Items);

/// <summary>The open time that is to hold; null for the one that does.</summary>
internal sealed record SettleTimeShape(string? Stamp);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventContentShape))]
[JsonSerializable(typeof(OccurrencePageShape))]
[JsonSerializable(typeof(EventPageShape))]
[JsonSerializable(typeof(ChangePageShape))]
[JsonSerializable(typeof(HistoryPageShape))]
[JsonSerializable(typeof(ConflictsShape))]
[JsonSerializable(typeof(MoveShape))]
[JsonSerializable(typeof(InvitationAnswerShape))]
[JsonSerializable(typeof(RemindersShape))]
[JsonSerializable(typeof(RestoreShape))]
[JsonSerializable(typeof(OpenTimePageShape))]
[JsonSerializable(typeof(SettleTimeShape))]
internal sealed partial class EventShapesJson : JsonSerializerContext;
