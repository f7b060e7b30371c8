using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>The stored object: a single event, or the master of a series with its overrides.</summary>
public sealed record Event
{
    /// <summary>The same for the event's whole life.</summary>
    public required EventId Id { get; init; }

    /// <summary>Where it lies; changes with a move.</summary>
    public required CalendarId CalendarId { get; init; }

    /// <summary>RFC 5545 UID.</summary>
    public required string ICalUid { get; init; }

    /// <summary>Who created it.</summary>
    public required UserId OrganizerId { get; init; }

    /// <summary>What editors write.</summary>
    public required EventContent Content { get; init; }

    /// <summary>By original start, each once.</summary>
    public ImmutableArray<Override> Overrides { get; init; } = [];

    /// <summary>Attendees' answers to single instances.</summary>
    public ImmutableArray<Answer> Answers { get; init; } = [];

    /// <summary>Counts the edits, from 1: the ETag. Attendees' answers do not count.</summary>
    public required long Version { get; init; }

    /// <summary>Counts every stored change, answers too: what a commit compares, and the generation of the projection.</summary>
    public required long Revision { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>Set while the event lies in the trash.</summary>
    public Deletion? Deleted { get; init; }

    /// <summary>Set from the moment a move to another calendar is decided; the source keeps it as a tombstone.</summary>
    public CalendarId? MovedTo { get; init; }

    /// <summary>Who wrote which part when, for merging; null while nobody has changed it since it was made.</summary>
    public MergeRecord? Merge { get; init; }

    /// <summary>When anything of it was written last, answers too.</summary>
    public Instant WrittenAt => Merge is { } record ? Instant.Max(UpdatedAt, record.LastWrite) : UpdatedAt;

    /// <summary>Whether it shows in lists, ranges and feeds.</summary>
    public bool IsLive => Deleted is null && MovedTo is null;
}
