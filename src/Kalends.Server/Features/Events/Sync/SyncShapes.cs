using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kalends.Server.Features.Events.Sync;

// The shapes of bodies for the API's description. They are read by OperationBody, and written by SyncWriter.

/// <summary>What a device knows of an event: everything below a time, and runs of each device's operations.</summary>
internal sealed record KnowledgeShape(string Below, ImmutableDictionary<string, ImmutableArray<string>> Spans);

/// <summary>One operation of a device.</summary>
internal sealed record OperationShape(string Stamp, string Kind)
{
    public string? Previous { get; init; }

    public string? EventId { get; init; }

    public string? CalendarId { get; init; }

    public string? Place { get; init; }

    public EventContentShape? Event { get; init; }

    public ImmutableArray<string>? Clear { get; init; }

    public ImmutableArray<AttendeeShape>? Invite { get; init; }

    public ImmutableArray<string>? Uninvite { get; init; }

    public string? DescriptionBefore { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>>? Seen { get; init; }

    public KnowledgeShape? Known { get; init; }

    public string? ResponseStatus { get; init; }

    public ImmutableArray<int>? RemindersBefore { get; init; }

    public ImmutableArray<int>? Reminders { get; init; }
}

/// <summary>A round of a device.</summary>
internal sealed record SyncRequestShape(string Device, string? Cursor, ImmutableArray<OperationShape>? Operations);

/// <summary>A value that lost, and the version in the event's history that has it.</summary>
internal sealed record LostPartShape(string Part, bool Yours, long KeptIn);

/// <summary>What became of an operation.</summary>
internal sealed record OperationResultShape(string Stamp, string Status)
{
    public string? EventId { get; init; }

    public long? Version { get; init; }

    public ImmutableArray<LostPartShape>? Lost { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>>? Errors { get; init; }
}

/// <summary>A calendar of the device.</summary>
internal sealed record SyncedCalendarShape(string CalendarId, string State, string? Name, string? TimeZone, string? Permission);

/// <summary>Who wrote which part when.</summary>
internal sealed record MergeRecordShape(
    KnowledgeShape Known, ImmutableDictionary<string, string> Last, ImmutableDictionary<string, ImmutableArray<string>> Many)
{
    public ImmutableArray<OpenTimeShape>? Open { get; init; }
}

/// <summary>An event as it is now, or that it has left its calendar.</summary>
internal sealed record SyncedEventShape
{
    public EventShape? Event { get; init; }

    public MergeRecordShape? Merge { get; init; }

    public string? EventId { get; init; }

    public string? CalendarId { get; init; }

    public bool? Deleted { get; init; }
}

/// <summary>The answer to a round.</summary>
internal sealed record SyncAnswerShape(string Device, string Now, string Cursor, bool HasMore)
{
    public required ImmutableArray<OperationResultShape> Operations { get; init; }

    public required ImmutableArray<SyncedCalendarShape> Calendars { get; init; }

    public required ImmutableArray<SyncedEventShape> Changes { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SyncRequestShape))]
[JsonSerializable(typeof(SyncAnswerShape))]
internal sealed partial class SyncShapesJson : JsonSerializerContext;
