using System.Collections.Immutable;
using Kalends.Domain.Events;

namespace Kalends.Storage.Imports;

/// <summary>What became of one component of a file.</summary>
/// <param name="Number">From 1, in the order in which they were taken.</param>
/// <param name="Line">Of its BEGIN, from 1.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ImportItem(int Number, int Line, ImportOutcome Outcome)
{
    /// <summary>VEVENT, mostly.</summary>
    public string Component { get; init; } = "";

    /// <summary>UID, where it has one.</summary>
    public string? Uid { get; init; }

    /// <summary>RECURRENCE-ID as it was written, of an instance.</summary>
    public string? RecurrenceId { get; init; }

    /// <summary>The event that it is part of now.</summary>
    public EventId? EventId { get; init; }

    /// <summary>Why it was refused: property and message.</summary>
    public ImmutableArray<(string Property, string Message)> Errors { get; init; } = [];
}

/// <summary>What became of a component.</summary>
public enum ImportOutcome
{
    /// <summary>There was nothing like it.</summary>
    Created = 0,

    /// <summary>It says something else than was there.</summary>
    Updated = 1,

    /// <summary>It says nothing new.</summary>
    Unchanged = 2,

    /// <summary>It was not taken.</summary>
    Refused = 3,
}
